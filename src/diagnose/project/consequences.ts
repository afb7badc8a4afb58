import type { CauseId } from '../cause.js';
import type { Diagnosis } from '../diagnosis.js';

/** A container of a project, and which services must be there before it. */
export interface ServiceState {
  service: string;
  dependsOn: readonly string[];
  diagnosis: Diagnosis;
}

/** What the absence of another service looks like from a service that needs it. */
const followOn: ReadonlySet<CauseId> = new Set([
  'connection-refused',
  'name-not-resolved',
  'application-error',
  'health-check-failing',
  'restart-loop',
  'killed-by-signal',
]);

/** Faults that do not keep others from reaching a service inside its network. */
const harmless: ReadonlySet<CauseId> = new Set([
  'port-not-published',
  'cpu-throttled',
  'clock-or-timezone',
  'ignores-sigterm',
  'zombie-processes',
]);

const tellingConfidence = 0.5;

/**
 * Which services a container's trouble comes from: those that it depends on, that are down, and whose absence looks like this.
 * @param missing services that have no container
 * @returns names of services, none where the trouble is its own
 */
export function originsOf(own: ServiceState, all: readonly ServiceState[], missing: readonly string[]): string[] {
  const { diagnosis } = own;
  if (diagnosis.verdict === 'healthy') return [];
  const causes = diagnosis.causes.filter(({ confidence }) => confidence >= tellingConfidence);
  if (causes.some(({ id }) => !followOn.has(id))) return [];
  const text = causes.flatMap(({ evidence }) => evidence.map((piece) => piece.text)).join('\n');
  const others = all.filter(({ service }) => service !== own.service);
  const broken = [...missing, ...others.filter(isBroken).map(({ service }) => service)];
  const absent = [...broken, ...others.filter(isStopped).map(({ service }) => service)];
  const speaksOf = (service: string) =>
    names(text, service) ||
    others.some((other) => other.service === service && names(text, other.diagnosis.container.name));
  const named = absent.filter(speaksOf);
  if (named.length > 0) return unique(named);
  // it speaks of a service that is there: what is down elsewhere does not explain it
  if (others.some(({ service }) => !absent.includes(service) && speaksOf(service))) return [];
  const needed = dependenciesOf(own.service, all);
  const waits = diagnosis.container.status === 'created';
  return unique((waits ? absent : broken).filter((service) => needed.has(service)));
}

function isBroken({ diagnosis: { verdict, causes } }: ServiceState): boolean {
  return (
    verdict === 'faulty' && causes.some(({ id, confidence }) => confidence >= tellingConfidence && !harmless.has(id))
  );
}

/** Ended without a fault of its own: by its user, or because it was done. */
function isStopped({ diagnosis: { container } }: ServiceState): boolean {
  return container.status !== 'running' && container.status !== 'restarting';
}

/** All that a service needs, over any number of steps. */
function dependenciesOf(service: string, all: readonly ServiceState[]): Set<string> {
  const found = new Set<string>();
  const queue = [service];
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const state of all)
      if (state.service === next)
        for (const dependency of state.dependsOn)
          if (!found.has(dependency)) {
            found.add(dependency);
            queue.push(dependency);
          }
  return found;
}

/** As a word of its own: `db` is not in `feedback`. */
function names(text: string, service: string): boolean {
  const escaped = service.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'i').test(text);
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
