/** Reads values out of parsed TOML, YAML and JSON, whose shape nobody promised. */
export type PlainRecord = Record<string, unknown>;

export function asRecord(value: unknown): PlainRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PlainRecord) : {};
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The value below a chain of keys; undefined where a link is missing. */
export function at(value: unknown, ...keys: string[]): unknown {
  let current = value;
  for (const key of keys) {
    const record = asRecord(current);
    if (!Object.hasOwn(record, key)) return undefined;
    current = record[key];
  }
  return current;
}

/** Texts of a list, or of one text. */
export function asTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}
