import type { ContainerSummary } from '../../diagnose/look/container-summary.js';
import { policyText } from '../../diagnose/restart-advice.js';
import { formatDuration, formatSize } from '../../spec/units.js';

const mostItems = 40;

/** `dockwright inspect` for a terminal: one thing a line, what is not set is left out. */
export function renderSummary({ id, name, image, state, limits, settings }: ContainerSummary): string {
  const rows: [string, string[]][] = [
    ['image', [image]],
    ['id', [id.slice(0, 12)]],
    ['state', [describeState(state)]],
    ['error', state.error ? [state.error] : []],
    ['health', describeHealth(state, settings)],
    ['command', [JSON.stringify([...settings.entrypoint, ...settings.command])]],
    ['user', [settings.user || 'root (none set)']],
    ['folder', settings.workingFolder ? [settings.workingFolder] : []],
    ['ports', describePorts(settings)],
    ['networks', settings.networks.map((network) => `${network.name}${network.address ? ` ${network.address}` : ''}`)],
    [
      'mounts',
      settings.mounts.map(
        ({ type, source, target, writable }) => `${target} <- ${type} ${source}${writable ? '' : ' (read-only)'}`,
      ),
    ],
    ['limits', [describeLimits(limits)]],
    ['restart', [`${policyText(settings.restartPolicy)}, restarted ${state.restartCount} times`]],
    ['security', describeSecurity(settings)],
    ['logs', [settings.logDriver || 'unknown driver']],
    ['environment', Object.entries(settings.environment).map(([key, value]) => `${key}=${value}`)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.flatMap(([label, items]) =>
    bounded(items).map((item, index) => `  ${(index === 0 ? label : '').padEnd(width)}  ${item}`),
  );
  return [name, ...lines].join('\n');
}

function bounded(items: string[]): string[] {
  const left = items.length - mostItems;
  return left > 0 ? [...items.slice(0, mostItems), `and ${left} more (--json tells all)`] : items;
}

function describeState({ status, exitCode, oomKilled, startedAt, finishedAt, pid }: ContainerSummary['state']): string {
  const up = status === 'running' || status === 'paused';
  return [
    status,
    ...(up ? [`process ${pid} on the engine's host`] : []),
    ...(exitCode === null ? [] : [`exit code ${exitCode}`]),
    ...(oomKilled ? ['killed for memory'] : []),
    ...(startedAt === null ? ['never started'] : [`started ${new Date(startedAt).toISOString()}`]),
    ...(up || finishedAt === null ? [] : [`ended ${new Date(finishedAt).toISOString()}`]),
  ].join(', ');
}

function describeHealth(
  { health }: ContainerSummary['state'],
  { healthCheck }: ContainerSummary['settings'],
): string[] {
  if (!healthCheck) return ['no health check'];
  const { test, intervalMs, timeoutMs, retries } = healthCheck;
  const last = health?.log.at(-1);
  return [
    health?.status ?? 'not checked yet',
    `${JSON.stringify(test)} every ${formatDuration(intervalMs)}, within ${formatDuration(timeoutMs)}, ${retries} times`,
    ...(last
      ? [
          `last: exit code ${last.exitCode} after ${formatDuration(last.durationMs)}, it said ${JSON.stringify(last.output)}`,
        ]
      : []),
  ];
}

function describePorts({ publishedPorts, exposedPorts }: ContainerSummary['settings']): string[] {
  const published = publishedPorts.map(
    ({ hostAddress, hostPort, containerPort, protocol }) =>
      `${hostAddress || '0.0.0.0'}:${hostPort ?? '(free)'} -> ${containerPort}/${protocol}`,
  );
  const inside = new Set(publishedPorts.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`));
  const exposed = exposedPorts.filter((port) => !inside.has(port)).map((port) => `${port} exposed, not published`);
  return [...published, ...exposed];
}

function describeLimits({ memoryBytes, cpus, pids, shmBytes, openFiles }: ContainerSummary['limits']): string {
  return [
    `memory ${memoryBytes ? formatSize(memoryBytes) : 'unlimited'}`,
    `CPUs ${cpus || 'unlimited'}`,
    `processes ${pids || 'unlimited'}`,
    `/dev/shm ${formatSize(shmBytes)}`,
    ...(openFiles === null ? [] : [`open files ${openFiles}`]),
  ].join(', ');
}

function describeSecurity(settings: ContainerSummary['settings']): string[] {
  const { readOnlyRoot, privileged, addedCapabilities, droppedCapabilities, securityOptions, init } = settings;
  const facts = [
    ...(privileged ? ['privileged'] : []),
    ...(readOnlyRoot ? ['read-only root'] : []),
    ...(addedCapabilities.length ? [`capabilities added ${addedCapabilities.join(' ')}`] : []),
    ...(droppedCapabilities.length ? [`dropped ${droppedCapabilities.join(' ')}`] : []),
    ...securityOptions,
    ...(init ? ['init process'] : []),
  ];
  return facts.length > 0 ? [facts.join(', ')] : [];
}
