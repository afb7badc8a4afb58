/** Reads the INI dialect of setup.cfg and entry_points: sections of keys; indented lines continue a value. */
export function parseIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  let key: string | null = null;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const separator = trimmed.search(/[=:]/);
    if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
      const name = trimmed.slice(1, -1).trim();
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      key = null;
    } else if (key !== null && /^\s/.test(line)) section.set(key, `${section.get(key) ?? ''}\n${trimmed}`);
    else if (separator > 0) {
      key = trimmed.slice(0, separator).trim();
      section.set(key, trimmed.slice(separator + 1).trim());
    }
  }
  return sections;
}
