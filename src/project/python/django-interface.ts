import type { Candidate } from './candidates.js';
import { names } from './rank-candidates.js';
import { isInstalled } from './serve-command.js';
import type { StartContext } from './start-context.js';
import type { UnderstoodStart } from './understand-start.js';

/** Django has a WSGI and an ASGI object for the same application; one of them is meant. */
export function oneDjango(
  candidates: Candidate[],
  starts: readonly UnderstoodStart[],
  { dependencies }: Pick<StartContext, 'dependencies'>,
): Candidate[] {
  const django = candidates.filter(({ framework }) => framework === 'django');
  const asgi = django.filter(({ style }) => style === 'asgi');
  const wsgi = django.filter(({ style }) => style === 'wsgi');
  if (asgi.length === 0 || wsgi.length === 0) return candidates;
  const stated = [3, 2]
    .map((weight) =>
      starts.find(
        (start) =>
          start.weight === weight &&
          django.some((candidate) => names(start, candidate) && start.start.program !== 'django'),
      ),
    )
    .find((start) => start !== undefined);
  const channels = ['channels', 'daphne'].some((name) => dependencies.direct.some((entry) => entry.name === name));
  const onlyAsgi =
    !isInstalled(dependencies, 'gunicorn') && ['uvicorn', 'hypercorn'].some((name) => isInstalled(dependencies, name));
  const wantsAsgi = stated ? asgi.some((candidate) => names(stated, candidate)) : channels || onlyAsgi;
  const dropped = wantsAsgi ? wsgi : asgi;
  return candidates.filter((candidate) => !dropped.includes(candidate));
}
