import type { Remedy } from './cause.js';
import type { FoundCause, Verdict } from './diagnosis.js';
import { endingOf } from './ending.js';
import type { ContainerEvidence } from './evidence/container-evidence.js';
import { checkCommand } from './health-check.js';
import { standingOf } from './standing.js';

/** From here on a cause is likely enough to call the container faulty. */
const likely = 0.5;
/** Up to here it is not worth telling. */
const negligible = 0.2;

/**
 * `faulty` where a cause is likely; `healthy` where it runs or ended as it should and no cause is worth telling; `unknown`
 * otherwise: something is wrong and nothing tells what, or something may be wrong.
 */
export function verdictOf(evidence: ContainerEvidence, causes: readonly FoundCause[]): Verdict {
  const wrong = causes.filter(({ id }) => id !== 'completed-normally');
  if (wrong.some(({ confidence }) => confidence >= likely)) return 'faulty';
  if (!isWell(evidence)) return 'unknown';
  return wrong.some(({ confidence }) => confidence > negligible) ? 'unknown' : 'healthy';
}

/** As far as the engine knows. */
function isWell(evidence: ContainerEvidence): boolean {
  const standing = standingOf(evidence);
  if (standing === 'crashed') {
    // how one is asked to end, where the engine no longer remembers who asked
    const ending = endingOf(evidence);
    const polite = ending?.signal === 15 || ending?.signal === 2;
    return evidence.state.status === 'exited' && polite && !ending.remembered;
  }
  // it is gone, and nothing tells how it ended, if it ever started
  if (evidence.state.status === 'removed' && evidence.state.exitCode === null) return false;
  // what a port leads to does not answer; a port that an image merely names need not be served
  if (standing === 'deaf') return evidence.settings.publishedPorts.length === 0;
  return standing !== 'refused' && standing !== 'unhealthy' && evidence.state.status !== 'restarting';
}

/** Where the verdict is `unknown`: what would tell more, with the commands for this container. */
export function nextLooks(evidence: ContainerEvidence): Remedy[] {
  const { name, state, logs, inside, notMeasured } = evidence;
  const looks: Remedy[] = [];
  const running = state.status === 'running';
  if (state.status === 'created' && state.error === '')
    looks.push({
      description: 'It was created and never started: start it, then look again',
      command: `docker start ${name}`,
    });
  if (state.status === 'removed')
    looks.push({ description: 'It is gone, and its logs with it: run it again without --rm, then diagnose it' });
  if (logs.unreadable !== null && state.status !== 'removed')
    looks.push({
      description: `Its logs could not be read here (${logs.unreadable}): look where the log driver ${logs.driver || 'in use'} sends them`,
    });
  else if (logs.last.length === 0 && state.startedAt !== null)
    looks.push({
      description: 'It said nothing at all: run its command by hand and watch it',
      command: `docker run --rm -it --entrypoint sh ${evidence.image}`,
    });
  else if (logs.truncated)
    looks.push({
      description: 'Read the log from its beginning',
      command: `docker logs --timestamps ${name} 2>&1 | less`,
    });
  else if (logs.last.length > 0)
    looks.push({ description: 'Read what it said last', command: `docker logs --timestamps --tail 50 ${name}` });
  if (standingOf(evidence) === 'deaf')
    looks.push({
      description: 'It publishes a port and listens on none: see what its processes are and what they wait for',
      command: `docker top ${name}`,
    });
  if (state.health?.status === 'unhealthy')
    looks.push({
      description: 'Run the health check by hand',
      command: checkCommand(evidence),
    });
  if (running && inside === null && notMeasured.some(({ source }) => source === 'probe'))
    looks.push({ description: 'Let it be looked into', command: `dockwright diagnose ${name}` });
  if (running) looks.push({ description: 'Watch what it does', command: `dockwright watch ${name}` });
  return looks;
}
