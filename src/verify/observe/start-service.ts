import { readState, type StartedContainer, startContainer } from '../../engine/container.js';
import { containerProbe } from '../../engine/container-probe.js';
import { hostProbe } from '../../engine/host-probe.js';
import { isListening } from '../../engine/listeners.js';
import type { Probe } from '../../engine/probe.js';
import type { Bench } from '../bench.js';
import { resourcesOf } from '../subject.js';

export interface ServiceVariation {
  /** Beside or in place of what every run gets. */
  variables?: Record<string, string>;
  /** The port that it shall listen on, when not the Spec's. */
  port?: number;
  readOnlyRoot?: boolean;
  entrypoint?: string[];
  command?: string[];
  labels?: Record<string, string>;
  name?: string;
}

export interface StartedService extends StartedContainer {
  /** Null for what serves no port. */
  probe: Probe | null;
}

/** Starts the application as it is proven: hardened and limited as the Spec says, reachable on a free port. */
export async function startService(bench: Bench, variation: ServiceVariation = {}): Promise<StartedService> {
  const { engine, subject, surroundings } = bench;
  const { spec } = subject;
  const port = spec.app.port === null ? null : (variation.port ?? spec.app.port);
  const container = await startContainer(
    engine,
    {
      image: bench.image,
      labels: variation.labels ?? bench.run.labels,
      name: variation.name,
      environment: { ...surroundings.variables, ...(port ? { PORT: String(port) } : {}), ...variation.variables },
      entrypoint: variation.entrypoint,
      command: variation.command,
      port,
      volumes: spec.volumes,
      network: surroundings.network,
      readOnlyRoot: variation.readOnlyRoot ?? true,
      ...resourcesOf(spec),
    },
    bench.activity.signal,
  );
  return { ...container, probe: port ? await probeOf(bench, container, port) : null };
}

async function probeOf(bench: Bench, container: StartedContainer, port: number): Promise<Probe> {
  if (bench.engine.endpoint.local) {
    const listening = (signal: AbortSignal) => isListening(bench.engine, container.id, port, signal);
    return hostProbe(container.hostPort ?? 0, container.askedAt, listening);
  }
  const { startedAt } = await readState(bench.engine, container.id);
  return containerProbe(bench.engine, container.id, port, startedAt);
}
