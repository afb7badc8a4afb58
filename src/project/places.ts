import { posix } from 'node:path';

/** Line from 1 on which `text` first has `part`; undefined when it has it nowhere. */
export function lineWith(text: string, part: string): number | undefined {
  const at = text.indexOf(part);
  return at < 0 ? undefined : lineAt(text, at);
}

/** Line from 1 of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Folder of a relative path, `''` for the root. */
export function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

/** Joins relative paths; null when the result would leave the root. */
export function joinInside(folder: string, path: string): string | null {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return null;
  const joined = posix.normalize(posix.join(folder, path.replaceAll('\\', '/')));
  if (joined === '..' || joined.startsWith('../')) return null;
  return joined === '.' ? '' : joined.replace(/\/$/, '');
}

export function depthOf(path: string): number {
  let depth = 0;
  for (const character of path) if (character === '/') depth++;
  return depth;
}
