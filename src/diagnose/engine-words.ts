import type { ContainerEvidence, FileFact } from './evidence/container-evidence.js';

/** Why the runtime could not start the program, by its own words in State.Error (runc, crun). */
export interface ExecRefusal {
  kind: 'not-in-path' | 'not-there' | 'not-executable' | 'is-folder' | 'exec-format' | 'no-interpreter';
  /** The word that was to be run. */
  program: string;
}

const refusals: readonly { kind: ExecRefusal['kind']; pattern: RegExp }[] = [
  { kind: 'not-in-path', pattern: /exec: "(?<program>[^"]{0,500})": executable file not found in \$PATH/ },
  { kind: 'not-there', pattern: /exec: "(?<program>[^"]{1,500})": stat [^\n]{1,500}: no such file or directory/ },
  { kind: 'is-folder', pattern: /exec: "(?<program>[^"]{1,500})": is a directory/ },
  { kind: 'not-executable', pattern: /exec: "(?<program>[^"]{1,500})": permission denied/ },
  { kind: 'exec-format', pattern: /exec (?:")?(?<program>[^":\s]{1,500})(?:")?: exec format error/ },
  { kind: 'no-interpreter', pattern: /exec (?:")?(?<program>[^":\s]{1,500})(?:")?: no such file or directory/ },
  // crun
  { kind: 'not-in-path', pattern: /executable file [`'](?<program>[^`']{1,500})[`'] not found in \$PATH/ },
  { kind: 'not-executable', pattern: /open executable: Permission denied/ },
];

export function execRefusal({ state }: ContainerEvidence): ExecRefusal | null {
  for (const { kind, pattern } of refusals) {
    const match = pattern.exec(state.error);
    if (match) return { kind, program: match.groups?.program ?? '' };
  }
  return null;
}

/** Files that the container is started with, the first word first. */
export function startedFiles({ files, settings }: ContainerEvidence): FileFact[] {
  const words = [...settings.entrypoint, ...settings.command];
  return files.filter(({ path }) =>
    words.some((word) => (word.startsWith('/') ? path === word : path.endsWith(`/${word.replace(/^\.\//, '')}`))),
  );
}
