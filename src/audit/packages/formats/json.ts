/** An object in JSON. @throws where it is none */
export function parseObject(content: Buffer): Record<string, unknown> {
  const value: unknown = JSON.parse(content.toString('utf8').replace(/^\uFEFF/, ''));
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error('it is not a JSON object');
  return value as Record<string, unknown>;
}

/** A value's fields; those of what is no object are none. */
export function asRecord(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one) ?? []);
}
