import type { Engine } from '../engine/connect.js';
import { type InspectedContainer, listContainers } from '../engine/inspect-container.js';
import { Fault } from '../fault.js';
import { nearestNames } from '../near-names.js';
import { checkName, findContainer, nameOf } from './evidence/find-container.js';
import { plainText } from './evidence/plain-text.js';

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
  const near = nearestNames(name, names).map((found) => plainText(found, 100));
  const hint =
    near.length > 0
      ? `Is one of these meant: ${near.join(', ')}? docker ps -a lists all.`
      : names.length > 0
        ? 'See which there are with: docker ps -a'
        : 'This engine has no containers at all; is another one meant (docker context ls)?';
  return new Fault(error.code, error.message, hint);
}
