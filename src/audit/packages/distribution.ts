import type { Distribution } from './package.js';

/** In /etc it is mostly a link to the other; a file there wins. */
export const releaseFiles = ['/etc/os-release', '/usr/lib/os-release'];

/** Reads os-release(5): assignments as in a shell, without expansion. @returns null where it has no ID */
export function parseRelease(text: string): Distribution | null {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0 && !line.startsWith('#')) values.set(line.slice(0, at).trim(), unquote(line.slice(at + 1).trim()));
  }
  const id = values.get('ID')?.toLowerCase();
  if (!id || !/^[a-z0-9._-]{1,64}$/.test(id)) return null;
  const version = values.get('VERSION_ID');
  return {
    id,
    version: version && /^[A-Za-z0-9._~+-]{1,64}$/.test(version) ? version : null,
    name: (values.get('PRETTY_NAME') ?? id).replace(/\p{C}/gu, '').slice(0, 200),
  };
}

function unquote(value: string): string {
  const quote = value[0];
  if ((quote !== '"' && quote !== "'") || !value.endsWith(quote) || value.length < 2) return value;
  const inner = value.slice(1, -1);
  return quote === '"' ? inner.replace(/\\(["$`\\])/g, '$1') : inner;
}
