import { setTimeout as delay } from 'node:timers/promises';
import type { Activity } from '../activity.js';
import type { Engine } from '../engine/connect.js';
import { startContainer } from '../engine/container.js';
import { execInContainer } from '../engine/exec.js';
import { createNetwork } from '../engine/network.js';
import { ensureImage } from '../engine/pull-image.js';
import type { RunSurroundings } from './bench.js';
import { companionFor } from './companions.js';
import { runEnvironment } from './environment.js';
import type { Subject } from './facts.js';

const patienceMs = 60_000;

/**
 * Starts what the Spec says the application cannot do without, on a private network, and says where it is. Optional services
 * are not started.
 * @returns also a warning for each required service that cannot be started here
 */
export async function startCompanions(
  engine: Engine,
  labels: Record<string, string>,
  subject: Subject,
  networkName: string,
  activity: Activity,
): Promise<{ surroundings: RunSurroundings; warnings: string[] }> {
  const required = subject.spec.services.filter((service) => service.required);
  const warnings: string[] = [];
  const variables: Record<string, string> = {};
  const companions: string[] = [];
  let network: string | undefined;
  for (const { name, env } of required) {
    const companion = companionFor(name);
    if (!companion) {
      warnings.push(`${name} is required and cannot be started here; ${env ?? 'its address'} leads nowhere`);
      continue;
    }
    network ??= await createNetwork(engine, networkName, labels);
    activity.report(`run: starting ${name}`);
    try {
      await ensureImage(engine, companion.image, activity);
    } catch (error) {
      if (activity.signal.aborted) throw error;
      warnings.push(`${name} is required and its image ${companion.image} cannot be had: ${(error as Error).message}`);
      continue;
    }
    const { image, environment, command } = companion;
    const container = await startContainer(
      engine,
      { image, labels, environment, command, network, networkAliases: [name], hardened: false, memoryBytes: 1e9 },
      activity.signal,
    );
    if (!(await untilReady(engine, container.id, companion.ready, activity)))
      warnings.push(`${name} did not get ready within ${patienceMs / 1000} s`);
    const scheme = subject.project?.services.find((service) => service.name === name)?.scheme;
    variables[env ?? companion.variable] = companion.url(name, scheme);
    companions.push(name);
  }
  const environment = runEnvironment(subject.spec, variables);
  if (environment.placeholders.length > 0)
    warnings.push(`required variables got invented values: ${environment.placeholders.join(', ')}`);
  return { surroundings: { ...environment, network, companions }, warnings };
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
