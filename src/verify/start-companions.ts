import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Activity } from '../activity.js';
import type { Engine } from '../engine/connect.js';
import { startContainer } from '../engine/container.js';
import { execInContainer } from '../engine/exec.js';
import { createNetwork } from '../engine/network.js';
import { ensureImage } from '../engine/pull-image.js';
import { type ComposedService, composedServices, connectionValues } from '../generate/compose/connection.js';
import type { RunSurroundings } from './bench.js';
import { runEnvironment } from './environment.js';
import type { Subject } from './subject.js';

const patienceMs = 60_000;
const memoryBytes = 1e9;

/**
 * Starts what the Spec says the application cannot do without, as compose.yaml would run it, on a private network, and says
 * where it is. Optional services are not started: the application must do without.
 * @returns also a warning for each required service that cannot be started here
 */
export async function startCompanions(
  engine: Engine,
  labels: Record<string, string>,
  subject: Subject,
  networkName: string,
  activity: Activity,
): Promise<{ surroundings: RunSurroundings; warnings: string[] }> {
  const { spec, project } = subject;
  const required = { ...spec, services: spec.services.filter((service) => service.required) };
  const { known, unknown } = project
    ? composedServices(project, required)
    : { known: [], unknown: required.services.map(({ name }) => name) };
  const warnings = unknown.map((name) => `${name} is required and cannot be started here: its address leads nowhere`);
  const fill = filler();
  const started: ComposedService[] = [];
  let network: string | undefined;
  for (const entry of known) {
    network ??= await createNetwork(engine, networkName, labels);
    const trouble = await startCompanion(engine, labels, network, entry, fill, activity);
    if (trouble) warnings.push(`${entry.name} is required and ${trouble}`);
    else started.push(entry);
  }
  const connections = project ? [...connectionValues(project, required, started)] : [];
  const environment = runEnvironment(spec, Object.fromEntries(connections.map(([name, value]) => [name, fill(value)])));
  if (environment.placeholders.length > 0)
    warnings.push(`required variables got invented values: ${environment.placeholders.join(', ')}`);
  return { surroundings: { ...environment, network, companions: started.map(({ name }) => name) }, warnings };
}

/** Values in Compose's notation: each required variable gets one invented value, two dollars become one. */
function filler(): (text: string) => string {
  const values = new Map<string, string>();
  return (text) =>
    text.replace(/\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*):\?[^}]*\}/g, (_, name: string | undefined) => {
      if (!name) return '$';
      const value = values.get(name) ?? randomBytes(12).toString('hex');
      values.set(name, value);
      return value;
    });
}

/** @returns why it could not be started, or null */
async function startCompanion(
  engine: Engine,
  labels: Record<string, string>,
  network: string,
  { name, service }: ComposedService,
  fill: (text: string) => string,
  activity: Activity,
): Promise<string | null> {
  const { image, command, password, healthy } = service;
  activity.report(`run: starting ${name}`);
  try {
    await ensureImage(engine, image, activity);
  } catch (error) {
    activity.signal.throwIfAborted();
    return `its image ${image} cannot be had: ${(error as Error).message}`;
  }
  const own = { ...service.environment, ...(password ? { [password]: `\${${password}:?}` } : {}) };
  const environment = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, fill(value)]));
  const request = {
    image,
    labels,
    environment,
    command,
    network,
    networkAliases: [name],
    hardened: false,
    memoryBytes,
  };
  const { id } = await startContainer(engine, request, activity.signal);
  const check = healthy[0] === 'CMD-SHELL' ? ['sh', '-c', healthy[1] ?? 'false'] : healthy.slice(1);
  return (await untilReady(engine, id, check, activity)) ? null : `was not ready within ${patienceMs / 1000} s`;
}

async function untilReady(engine: Engine, id: string, command: string[], activity: Activity): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const { exitCode } = await execInContainer(engine, id, command, activity.signal).catch((error) => {
      if (activity.signal.aborted) throw error;
      return { exitCode: null };
    });
    if (exitCode === 0) return true;
    await delay(200, undefined, { signal: activity.signal });
  }
  return false;
}
