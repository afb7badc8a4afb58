/** A path below a prefix, with one slash between them; `''` and null leave the prefix as it is. */
export function joinPath(prefix: string, path: string | null): string {
  if (path === null || path === '') return prefix;
  if (prefix === '' || prefix === '/') return path.startsWith('/') ? path : `/${path}`;
  return `${prefix.replace(/\/$/, '')}${path.startsWith('/') ? path : `/${path}`}`;
}
