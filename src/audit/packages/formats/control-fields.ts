export type Fields = ReadonlyMap<string, string>;

/**
 * Fields of one paragraph as in Debian's control files, e-mail headers and Python's metadata. Names are in lower case; a field
 * that comes again keeps its first value, but `all` has every one. Lines that go on a field are left out.
 */
export function parseFields(paragraph: string): { fields: Fields; all(name: string): string[] } {
  const pairs: [string, string][] = [];
  for (const line of paragraph.split('\n')) {
    if (line.startsWith(' ') || line.startsWith('\t')) continue;
    const at = line.indexOf(':');
    if (at > 0) pairs.push([line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]);
  }
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) if (!fields.has(name)) fields.set(name, value);
  return { fields, all: (name) => pairs.filter(([key]) => key === name).map(([, value]) => value) };
}

/** Paragraphs are parted by empty lines. */
export function paragraphs(text: string): string[] {
  return text.replaceAll('\r\n', '\n').split(/\n(?:[ \t]*\n)+/);
}
