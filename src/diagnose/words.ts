import type { Evidence } from './cause.js';
import type { LogLine } from './evidence/container-evidence.js';

const longest = 300;

/** A container's own words, marked as such; they are escaped already. */
export function quote(text: string): string {
  const trimmed = text.trim();
  return `"${trimmed.length <= longest ? trimmed : `${trimmed.slice(0, longest - 1)}…`}"`;
}

/** A line of the log as evidence, with how often it was said where that was several times. */
export function saidInLogs({ text }: Pick<LogLine, 'text'>, times = 1): Evidence {
  return { source: 'logs', text: times > 1 ? `${quote(text)} (${times} times)` : quote(text) };
}

export function engineSays(text: string): Evidence {
  return { source: 'engine', text };
}

/** `4 s`, `2 minutes`: for a person. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${ms < 10_000 ? (ms / 1_000).toFixed(1) : Math.round(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} minutes`;
  return `${Math.round(ms / 3_600_000)} hours`;
}
