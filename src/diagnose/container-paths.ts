import type { ContainerEvidence, FileFact, Mount } from './evidence/container-evidence.js';
import { absolute } from './evidence/read-files.js';

/** A path as the container's program means it. */
export function pathInContainer({ settings }: ContainerEvidence, path: string): string {
  return absolute(path, settings.workingFolder);
}

/** What was seen at a path; null where nobody looked. */
export function fileAt({ files }: ContainerEvidence, path: string): FileFact | null {
  return files.find((file) => file.path === path) ?? null;
}

/** The mount that a path lies in: the deepest. */
export function mountOver({ settings }: ContainerEvidence, path: string): Mount | null {
  const over = settings.mounts.filter(
    ({ target }) => path === target || path.startsWith(target === '/' ? '/' : `${target}/`),
  );
  return over.toSorted((a, b) => b.target.length - a.target.length)[0] ?? null;
}

/** The nearest of a path's folders, or itself, of which something was seen. */
export function nearestSeen(evidence: ContainerEvidence, path: string): FileFact | null {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const file = fileAt(evidence, at || '/');
    if (file && file.kind !== 'missing') return file;
    if (at === '' || at === '/') return null;
  }
}

export function modeText(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** The user that the container's process runs as; the image's where none is set; root where neither says. */
export function userOf({ settings, imageSettings }: ContainerEvidence): string {
  return settings.user || imageSettings?.user || '0';
}

/** `1000:1000` for chown; null for a name, whose number only the image knows. */
export function numericUser(evidence: ContainerEvidence): string | null {
  const [user = '', group] = userOf(evidence).split(':');
  const seen = evidence.inside?.processes.find(({ pid }) => pid === 1)?.user ?? '';
  const own = /^\d+$/.test(user) ? user : /^\d+$/.test(seen) ? seen : user === 'root' ? '0' : null;
  if (own === null) return null;
  return `${own}:${group !== undefined && /^\d+$/.test(group) ? group : own}`;
}
