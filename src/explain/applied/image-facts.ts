import { readHistory, shownStep } from '../../audit/image/history.js';
import { readableEnvironment } from '../../diagnose/evidence/environment.js';
import { plainText } from '../../diagnose/evidence/plain-text.js';
import type { Engine } from '../../engine/connect.js';
import { type ToldImage, tellImage } from '../../engine/image-history.js';
import { formatDuration, formatSize } from '../../spec/units.js';
import type { Topic } from '../topic.js';
import { type Applied, type Fact, lookUp, pickFacets } from './applied.js';

type Facet =
  | 'layers'
  | 'size'
  | 'user'
  | 'start'
  | 'ports'
  | 'volumes'
  | 'health'
  | 'environment'
  | 'platform'
  | 'names';

/** What a topic is about, by the topic or a principle of it. */
const facetsOf: Readonly<Record<string, readonly Facet[]>> = {
  layers: ['layers'],
  'image-sizes': ['size', 'layers'],
  'image-size': ['size', 'layers'],
  'optimize-an-image': ['size', 'layers'],
  'harden-for-production': ['user', 'health', 'start', 'environment'],
  'copy-on-write': ['layers'],
  'page-cache-and-shared-layers': ['layers'],
  'build-cache': ['layers'],
  'clean-layers': ['layers'],
  'layer-order': ['layers'],
  'docker-commit': ['layers'],
  'base-images': ['size', 'platform', 'layers'],
  'users-and-capabilities': ['user'],
  'non-root': ['user'],
  'entrypoint-and-command': ['start'],
  'exec-and-shell-form': ['start'],
  'exec-form': ['start'],
  'pid-1-and-signals': ['start'],
  'graceful-shutdown': ['start'],
  ports: ['ports'],
  networks: ['ports'],
  'volumes-and-bind-mounts': ['volumes'],
  'persistent-data': ['volumes'],
  'health-checks': ['health'],
  'health-check': ['health'],
  'readiness-and-liveness': ['health'],
  'environment-and-build-arguments': ['environment'],
  'environment-configuration': ['environment'],
  secrets: ['environment'],
  'multi-architecture': ['platform'],
  'tags-and-digests': ['names'],
  registries: ['names'],
};
const usual: readonly Facet[] = ['size', 'platform', 'user', 'start', 'ports', 'volumes', 'health'];
const mostSteps = 127;

/** What a topic means for an image of the engine. @throws Fault image-not-found, engine-unreachable */
export async function applyToImage(topic: Topic, engine: Engine, name: string, signal: AbortSignal): Promise<Applied> {
  const image = await tellImage(engine, name, signal);
  const facets = lookUp(facetsOf, topic) ?? usual;
  return { kind: 'image', name: plainText(name, 512), facts: pickFacets(factsOf(image), facets) };
}

function factsOf({ facts, history }: ToldImage): Record<Facet, () => readonly Fact[]> {
  const config = facts.Config as typeof facts.Config & { StopSignal?: string };
  const words = (list: unknown) => plainText(JSON.stringify(list ?? []), 500);
  return {
    layers: () => layers(history, facts.RootFS?.Layers ?? []),
    size: () => [{ name: 'size', value: `${formatSize(facts.Size)}, the engine's own figure` }],
    user: () => [{ name: 'user', value: plainText(config?.User ?? '', 200) || 'root: none is set' }],
    start: () => [
      { name: 'entry point', value: words(config?.Entrypoint) },
      { name: 'command', value: words(config?.Cmd) },
      { name: 'stop signal', value: plainText(config?.StopSignal || 'SIGTERM', 50) },
    ],
    ports: () => [{ name: 'exposed ports', value: plainText(keys(config?.ExposedPorts), 500) || 'none' }],
    volumes: () => [{ name: 'volumes', value: plainText(keys(config?.Volumes), 500) || 'none' }],
    health: () => [{ name: 'health check', value: healthCheck(config?.Healthcheck) }],
    environment: () =>
      [...readableEnvironment(config?.Env)].map(([key, value]) => ({
        name: `variable ${plainText(key, 100)}`,
        value: value || '(empty)',
      })),
    platform: () => [{ name: 'platform', value: plainText(`${facts.Os}/${facts.Architecture}`, 100) }],
    names: () => [
      { name: 'tags', value: plainText((facts.RepoTags ?? []).join(', '), 1000) || 'none' },
      { name: 'digests in registries', value: plainText((facts.RepoDigests ?? []).join(', '), 1000) || 'none here' },
    ],
  };
}

function layers(history: ToldImage['history'], digests: readonly string[]): Fact[] {
  const total = history.reduce((sum, { bytes }) => sum + bytes, 0);
  const steps = readHistory(
    history.map(({ createdBy }) => ({ created_by: createdBy })),
    [],
  );
  const told = steps.slice(0, mostSteps).map((step, index) => {
    const bytes = history[index]?.bytes ?? 0;
    return {
      name: `step ${index + 1}`,
      value: `${formatSize(bytes).padStart(8)}  ${plainText(shownStep(step, 90), 100) || '(not told by its builder)'}`,
    };
  });
  const left = steps.length - told.length;
  return [
    {
      name: 'layers',
      value: `${digests.length}, ${formatSize(total)} by the engine's own figures (dockwright audit measures the layer tars)`,
    },
    ...told,
    ...(left > 0 ? [{ name: 'more', value: `${left} further steps` }] : []),
  ];
}

function healthCheck(
  check: { Test?: unknown; Interval?: number; Timeout?: number; Retries?: number } | undefined,
): string {
  const test = Array.isArray(check?.Test) ? (check.Test as unknown[]) : [];
  if (test.length === 0 || test[0] === 'NONE') return 'none';
  const every = formatDuration((check?.Interval || 30e9) / 1e6);
  const within = formatDuration((check?.Timeout || 30e9) / 1e6);
  return `${plainText(JSON.stringify(test), 500)} every ${every}, within ${within}, ${check?.Retries || 3} times`;
}

function keys(record: unknown): string {
  return Object.keys((record ?? {}) as object).join(', ');
}
