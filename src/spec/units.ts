const sizeUnits: Record<string, number> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};
const durationUnits: Record<string, number> = { ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };

/** Bytes in `200MB`, `1.5 GB`, `64MiB` or a plain number of bytes; MB is 10^6. Null where it is none of these. */
export function parseSize(text: string | number): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]?I?B)?$/i.exec(String(text).trim());
  if (!match) return null;
  return Math.round(Number(match[1]) * (sizeUnits[(match[2] ?? 'B').toUpperCase()] ?? 1));
}

/** Milliseconds in `3s`, `500ms`, `2m` or `1h`. Null where it is none of these. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(text.trim());
  return match ? Math.round(Number(match[1]) * (durationUnits[match[2] as string] as number)) : null;
}

/** `166 MB`, `16.2 MB`, `980 kB`: three significant digits, decimal units. */
export function formatSize(bytes: number): string {
  for (const [unit, factor] of [
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
  ] as const)
    if (bytes >= factor) return `${trim(bytes / factor)} ${unit}`;
  return `${bytes} B`;
}

/** `12 ms`, `0.8 s`, `3 s`, `14.2 s`. */
export function formatDuration(ms: number): string {
  return ms < 500 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}

function trim(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toFixed(1)));
}
