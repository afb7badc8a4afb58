import { maskSecrets } from '../../secrets/mask.js';
import { cameUp } from '../observe/service.js';
import type { ServiceObservation } from '../observe/service-observation.js';

/** Why nothing could be asked of the application; null when it came up. */
export function notUp(service: ServiceObservation): string | null {
  return cameUp(service) ? null : `the application did not come up: ${howItEnded(service)}`;
}

/** The end of an application that did not come up: its exit, what it answered, its last words. */
export function howItEnded({ ended, readiness, logs, kind }: ServiceObservation): string {
  const words = lastWords(logs);
  const said = words ? `; it said: ${words}` : '; it wrote nothing';
  if (ended?.oomKilled) return `it was killed for want of memory${said}`;
  if (ended) return `it ended with exit code ${ended.exitCode}${said}`;
  if (kind === 'job') return `it was still running at the end of the time${said}`;
  const { last } = readiness;
  if (last?.status) return `it answered ${last.status}${said}`;
  return `nothing answered (${last?.error ?? 'no connection'})${said}`;
}

const shownLines = 6;

export function lastWords({ stdout, stderr }: ServiceObservation['logs']): string {
  const text = stderr.trim() || stdout.trim();
  const lines = text
    .split('\n')
    .slice(-shownLines)
    .map((line) => line.trim().slice(0, 300));
  return maskSecrets(lines.join('\n'));
}
