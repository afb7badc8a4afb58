import { Fault } from '../../fault.js';

const units: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/**
 * `10m`, `1h30m`, `2d`, a date, or seconds of the Unix epoch.
 * @param now epoch milliseconds by the engine's clock
 * @returns epoch seconds
 * @throws Fault invalid-input
 */
export function parseSince(text: string, now: number): number {
  const trimmed = text.trim();
  if (/^\d{9,11}(?:\.\d{1,9})?$/.test(trimmed)) return Number(trimmed);
  if (/^(?:\d{1,9}(?:\.\d{1,3})?(?:ms|[smhdw]))+$/.test(trimmed)) {
    const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)];
    const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit as string] as number), 0);
    return Math.max(0, now / 1000 - seconds);
  }
  const time = /^\d{4}-\d\d-\d\d/.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  if (!Number.isNaN(time)) return time / 1000;
  throw new Fault(
    'invalid-input',
    `${JSON.stringify(trimmed.slice(0, 80))} is no time to begin at.`,
    'Write how long ago (10m, 2h, 1d) or when (2026-01-31, 2026-01-31T08:00:00Z).',
  );
}
