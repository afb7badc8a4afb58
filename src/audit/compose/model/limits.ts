import type { Span } from '../../finding.js';
import { withDefaults } from './interpolation.js';
import { type Service, settingOf } from './service.js';
import { type Entry, textOf } from './value.js';

/** The key of `deploy.resources.limits`, and the service's own of the 2.x format. Compose honours both. */
const keys = {
  memory: ['memory', 'mem_limit'],
  cpus: ['cpus', 'cpus'],
  pids: ['pids', 'pids_limit'],
} as const;

/** What limits a service's memory, CPUs or processes; undefined where nothing does (`-1` and `0` do not). */
export function limitOf(service: Service, kind: keyof typeof keys): Entry | undefined {
  const [inDeploy, own] = keys[kind];
  return [
    settingOf(service, 'deploy', 'resources', 'limits', inDeploy),
    settingOf(service, own),
    cpuQuota(service, kind),
  ].find((entry) => entry && !/^(?:-\d+|0+(?:\.0+)?)$/.test(textOf(entry.value) ?? ''));
}

function cpuQuota(service: Service, kind: keyof typeof keys): Entry | undefined {
  return kind === 'cpus' ? (settingOf(service, 'cpu_quota') ?? settingOf(service, 'cpu_count')) : undefined;
}

/** Where a limit that is missing belongs: the deepest part of its place that is there, or one that limits nothing. */
export function limitPlace(service: Service, kind: keyof typeof keys): Span {
  const [inDeploy, own] = keys[kind];
  const none = settingOf(service, own) ?? settingOf(service, 'deploy', 'resources', 'limits', inDeploy);
  const path = ['deploy', 'resources', 'limits'];
  const parts = path.map((_, index) => settingOf(service, ...path.slice(0, index + 1)));
  return (none ?? parts.findLast((part) => part !== undefined))?.keyWhere ?? service.where;
}

/** How many containers of a service run; null where it is not known. */
export function replicasOf(service: Service): { count: number; entry: Entry } | null {
  const entry = settingOf(service, 'deploy', 'replicas') ?? settingOf(service, 'scale');
  const text = withDefaults(textOf(entry?.value) ?? '');
  return entry && text !== null && /^\d{1,6}$/.test(text) ? { count: Number(text), entry } : null;
}
