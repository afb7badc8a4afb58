import type { Engine } from '../../engine/connect.js';
import { listContainers } from '../../engine/inspect-container.js';
import { Fault } from '../../fault.js';
import { nearestNames } from '../../near-names.js';
import { plainText } from '../evidence/plain-text.js';
import { findContainers, type ProjectContainer } from '../evidence/project-containers.js';

/**
 * The containers of a Compose project, what others depend on first.
 * @throws Fault container-not-found, with the names of projects that are near, where there are none
 */
export async function requireProject(
  engine: Engine,
  project: string,
  signal: AbortSignal,
): Promise<ProjectContainer[]> {
  const containers = await findContainers(engine, { project }, signal);
  if (containers.length > 0) return containers;
  const listed = await listContainers(engine, ['com.docker.compose.project'], signal);
  const names = [...new Set(listed.map(({ Labels }) => Labels['com.docker.compose.project'] ?? ''))];
  throw noProject(project, names);
}

function noProject(project: string, names: readonly string[]): Fault {
  const near = nearestNames(project, names);
  const shown = (near.length > 0 ? near : names.slice(0, 5)).map((name) => plainText(name, 100)).join(', ');
  return new Fault(
    'container-not-found',
    `No container belongs to a Compose project ${JSON.stringify(plainText(project, 100))}.`,
    near.length > 0
      ? `Is one of these meant: ${shown}?`
      : shown
        ? `The engine has these: ${shown}.`
        : 'The engine has no Compose project; start it with: docker compose up -d',
  );
}
