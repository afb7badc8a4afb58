/** The distribution in an image. */
export interface Release {
  /** `debian`, `alpine`, `ubuntu`, ... */
  id: string;
  /** `13`, `3.22`, `24.04`; empty for a rolling one. */
  version: string;
  /** `Debian GNU/Linux 13 (trixie)`. */
  name: string;
}

/** Files that tell it; the first is usually a link to the second. */
export const releaseFiles = ['/etc/os-release', '/usr/lib/os-release'];

export function readRelease(texts: ReadonlyMap<string, string>): Release | null {
  const text = releaseFiles.map((path) => texts.get(path)).find((found) => found !== undefined);
  if (text === undefined) return null;
  const fields = new Map<string, string>();
  for (const line of text.split('\n').slice(0, 100)) {
    const equals = line.indexOf('=');
    if (equals > 0) fields.set(line.slice(0, equals).trim(), unquoted(line.slice(equals + 1).trim()));
  }
  const id = fields.get('ID')?.toLowerCase();
  if (!id || !/^[a-z0-9._-]{1,40}$/.test(id)) return null;
  const version = fields.get('VERSION_ID') ?? '';
  return { id, version, name: (fields.get('PRETTY_NAME') ?? `${id} ${version}`).slice(0, 100) };
}

function unquoted(value: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(value);
  return quoted ? (quoted[2] as string).replace(/\\(["'$`\\])/g, '$1') : value;
}
