import type { Engine } from '../../engine/connect.js';
import {
  type InspectedContainer,
  inspectContainer,
  type ListedContainer,
  listContainers,
} from '../../engine/inspect-container.js';
import { Fault } from '../../fault.js';
import { plainText } from './plain-text.js';

const mostNamed = 10;

/**
 * The container that is meant: by its name or id, else by the only beginning of one or the only Compose service of that name.
 * @returns null where there is none
 * @throws Fault invalid-input where several could be meant
 */
export async function findContainer(
  engine: Engine,
  nameOrId: string,
  signal: AbortSignal,
): Promise<InspectedContainer | null> {
  const exact = await inspectContainer(engine, nameOrId, signal);
  if (exact) return exact;
  const matching = matches(await listContainers(engine, [], signal), nameOrId);
  if (matching.length > 1) throw several(nameOrId, matching);
  return matching[0] ? inspectContainer(engine, matching[0].Id, signal) : null;
}

/** @throws Fault invalid-input for what can be no name of a container */
export function checkName(text: string): string {
  const name = text.trim().replace(/^\//, '');
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/.test(name)) return name;
  throw new Fault(
    'invalid-input',
    `${JSON.stringify(plainText(text, 80))} is no name or id of a container.`,
    'See which there are with: docker ps -a',
  );
}

export function nameOf({ Names, Id }: ListedContainer): string {
  return Names[0]?.replace(/^\//, '') ?? Id.slice(0, 12);
}

function matches(containers: readonly ListedContainer[], text: string): ListedContainer[] {
  const byName = containers.filter((container) => nameOf(container).startsWith(text) || container.Id.startsWith(text));
  return byName.length > 0
    ? byName
    : containers.filter(({ Labels }) => Labels?.['com.docker.compose.service'] === text);
}

function several(text: string, matching: readonly ListedContainer[]): Fault {
  const names = matching.map((container) => plainText(`${nameOf(container)} (${container.State})`, 200));
  const more = names.length > mostNamed ? `, and ${names.length - mostNamed} more` : '';
  return new Fault(
    'invalid-input',
    `${text} may be ${names.length} containers: ${names.slice(0, mostNamed).join(', ')}${more}.`,
    'Name the one that is meant in full.',
  );
}
