import type { Instruction } from '../../model/instruction.js';

/** Folders of a RUN that no layer holds: those of its `--mount=type=cache` and `type=tmpfs`. */
export function mountedFolders({ flags }: Instruction): string[] {
  return flags.flatMap(({ name, options }) => {
    const type = options.get('type');
    if (name !== 'mount' || (type !== 'cache' && type !== 'tmpfs')) return [];
    return options.get('target') ?? options.get('dst') ?? options.get('destination') ?? [];
  });
}

/** Whether a mount holds a folder: it is that folder, one in or around it. @param folder absolute, or its end: `.cache/pip` */
export function isMounted(run: Instruction, folder: string): boolean {
  return mountedFolders(run).some(
    (target) => target.includes(folder) || folder.startsWith(`${target.replace(/\/$/, '')}/`) || ends(target, folder),
  );
}

/** `/root/.cache` holds `.cache/pip`. */
function ends(target: string, folder: string): boolean {
  const parent = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
  return !folder.startsWith('/') && parent !== '' && target.replace(/\/$/, '').endsWith(`/${parent}`);
}
