import { randomBytes } from 'node:crypto';
import type { Engine } from './connect.js';
import { engineFault, statusOf } from './engine-fault.js';
import { formatOwner, isGone, type Owner, parseOwner, thisOwner } from './owner.js';

/** Everything that one verification starts on an engine; each thing carries the labels and goes with the run. */
export interface Run {
  id: string;
  labels: Record<string, string>;
}

export const runLabel = 'dev.dockwright.run';
export const ownerLabel = 'dev.dockwright.owner';
/** On a container that the user asked to keep; it is never swept. */
export const keptLabel = 'dev.dockwright.kept';

/**
 * Does work on an engine and takes away every container, network, volume and image that carries the run's label, however the
 * work ends. What was left by a process that is gone is taken away first.
 */
export async function withRun<T>(engine: Engine, work: (run: Run) => Promise<T>): Promise<T> {
  await sweep(engine);
  const id = randomBytes(6).toString('hex');
  const run: Run = { id, labels: { [runLabel]: id, [ownerLabel]: formatOwner(await thisOwner()) } };
  try {
    return await work(run);
  } finally {
    await removeRun(engine, id);
  }
}

/** Removes what runs left whose process is gone. Runs of other hosts, and of processes that still live, are left alone. */
export async function sweep(engine: Engine): Promise<void> {
  const owners = new Map<string, Owner | null>();
  const gather = (labels: Record<string, string> | null | undefined) => {
    const id = labels?.[runLabel];
    if (id) owners.set(id, parseOwner(labels?.[ownerLabel]));
  };
  const { docker } = engine;
  const filters = { label: [runLabel] };
  try {
    const [containers, networks, volumes, images] = await Promise.all([
      docker.listContainers({ all: true, filters }),
      docker.listNetworks({ filters }),
      docker.listVolumes({ filters }),
      docker.listImages({ filters }),
    ]);
    for (const { Labels } of [...containers, ...networks, ...(volumes.Volumes ?? []), ...images]) gather(Labels);
  } catch (error) {
    throw engineFault(error, engine.endpoint);
  }
  for (const [id, owner] of owners) if (owner && (await isGone(owner))) await removeRun(engine, id);
}

/** Containers first, since networks, volumes and images are in use until they are gone. Not bound to a signal: it runs after an abort too. */
export async function removeRun(engine: Engine, id: string): Promise<void> {
  const { docker } = engine;
  const filters = { label: [`${runLabel}=${id}`] };
  await quietly(async () => {
    const containers = await docker.listContainers({ all: true, filters });
    await Promise.all(containers.map(({ Id }) => removeContainer(engine, Id)));
  });
  await quietly(async () => {
    const networks = await docker.listNetworks({ filters });
    await Promise.all(networks.map(({ Id }) => quietly(() => docker.getNetwork(Id).remove())));
  });
  await quietly(async () => {
    const { Volumes } = await docker.listVolumes({ filters });
    await Promise.all((Volumes ?? []).map(({ Name }) => quietly(() => docker.getVolume(Name).remove({ force: true }))));
  });
  await quietly(async () => {
    const images = await docker.listImages({ filters });
    await Promise.all(images.map(({ Id }) => quietly(() => docker.getImage(Id).remove({ force: true }))));
  });
}

/** Stops and removes a container with its anonymous volumes; one that is already gone is fine. */
export async function removeContainer(engine: Engine, id: string): Promise<void> {
  // a container that is being removed by someone else answers 409 until it is gone
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await engine.docker.getContainer(id).remove({ force: true, v: true });
      return;
    } catch (error) {
      if (statusOf(error) !== 409) return;
    }
  }
}

async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch {
    // what cannot be removed now is swept by the next run; the work's own result matters more
  }
}
