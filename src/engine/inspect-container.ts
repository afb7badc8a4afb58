import type { ContainerInfo, ContainerInspectInfo, ImageInspectInfo } from 'dockerode';
import type { Engine } from './connect.js';
import { statusOf } from './engine-fault.js';
import { askEngine } from './engine-stream.js';
import { getJson } from './get-json.js';

/** `docker inspect`, as the engine answers it. */
export type InspectedContainer = ContainerInspectInfo;
export type InspectedImage = ImageInspectInfo;
/** A line of `docker ps -a`. */
export type ListedContainer = ContainerInfo;

/** @returns null where the engine knows no such container, or several that begin like this */
export function inspectContainer(
  engine: Engine,
  nameOrId: string,
  signal: AbortSignal,
): Promise<InspectedContainer | null> {
  return nullWhereMissing(engine, () => engine.docker.getContainer(nameOrId).inspect({ abortSignal: signal }));
}

/** Whether somebody stopped it, which Podman has no events for and tells in an API of its own; null of other engines. */
export async function readPodmanState(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<{ stopped: boolean } | null> {
  if (!engine.podman) return null;
  const facts = await askEngine(engine, () => getJson(engine, `/v4.0.0/libpod/containers/${id}/json`, signal));
  return { stopped: (facts as { State?: { StoppedByUser?: boolean } }).State?.StoppedByUser === true };
}

/** @returns null where the image is gone */
export function inspectImage(engine: Engine, id: string, signal: AbortSignal): Promise<InspectedImage | null> {
  return nullWhereMissing(engine, () => getJson(engine, `/images/${id}/json`, signal) as Promise<InspectedImage>);
}

async function nullWhereMissing<T>(engine: Engine, call: () => Promise<T>): Promise<T | null> {
  try {
    return await askEngine(engine, call);
  } catch (error) {
    const cause = (error as Error).cause;
    // an id's beginning that several share is a 400 or a 404, by release
    if ([400, 404].includes(statusOf(cause) ?? 0)) return null;
    throw error;
  }
}

/** All containers, running or not. */
export function listContainers(engine: Engine, labels: string[], signal: AbortSignal): Promise<ListedContainer[]> {
  return askEngine(engine, () =>
    engine.docker.listContainers({ all: true, filters: { label: labels }, abortSignal: signal }),
  );
}
