import type { Engine } from '../engine/connect.js';
import { type InspectedContainer, listContainers } from '../engine/inspect-container.js';
import { Fault } from '../fault.js';
import { checkName, findContainer, nameOf } from './evidence/find-container.js';
import { plainText } from './evidence/plain-text.js';

const mostSuggested = 3;
const longestCompared = 100;

/**
 * The container that is meant, for commands that need it to be there.
 * @throws Fault container-not-found with names that are near, invalid-input where several could be meant
 */
export async function requireContainer(engine: Engine, name: string, signal: AbortSignal): Promise<InspectedContainer> {
  const checked = checkName(name);
  const found = await findContainer(engine, checked, signal);
  if (found) return found;
  const fault = new Fault('container-not-found', `There is no container ${checked}.`, 'See docker ps -a');
  throw await withNearNames(fault, engine, checked, signal);
}

/** A fault that a container was not found, with the names that may have been meant; every other error as it is. */
export async function withNearNames(
  error: unknown,
  engine: Engine,
  name: string,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof Fault) || error.code !== 'container-not-found') return error;
  const listed = await listContainers(engine, [], signal).catch(() => null);
  if (listed === null) return error;
  const names = listed.flatMap((container) => [
    nameOf(container),
    ...(container.Labels?.['com.docker.compose.service'] ? [container.Labels['com.docker.compose.service']] : []),
  ]);
  const near = nearest(name, names).map((found) => plainText(found, 100));
  const hint =
    near.length > 0
      ? `Is one of these meant: ${near.join(', ')}? docker ps -a lists all.`
      : names.length > 0
        ? 'See which there are with: docker ps -a'
        : 'This engine has no containers at all; is another one meant (docker context ls)?';
  return new Fault(error.code, error.message, hint);
}

/** The names most like one, the most alike first: a part of it, or a few letters away. */
export function nearest(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase().slice(0, longestCompared);
  return [...new Set(names)]
    .filter((candidate) => candidate !== '')
    .map((candidate) => ({ candidate, away: distance(wanted, candidate.toLowerCase().slice(0, longestCompared)) }))
    .filter(({ away }) => away <= Math.max(1, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.away - b.away)
    .slice(0, mostSuggested)
    .map(({ candidate }) => candidate);
}

/** A name within the other is one away. */
function distance(a: string, b: string): number {
  if (a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a))) return 1;
  return editDistance(a, b);
}

/** Letters to change, add, take away or swap with the next. */
export function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const [before = [], above] = [rows[i - 1], rows[i - 2]];
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (before[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (before[j - 1] ?? 0) + (same ? 0 : 1),
          above && swapped ? (above[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
