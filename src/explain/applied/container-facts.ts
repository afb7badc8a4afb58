import type { Activity } from '../../activity.js';
import { diagnose } from '../../diagnose/diagnose-container.js';
import { endedAsAsked, endingOf } from '../../diagnose/ending.js';
import type { ContainerEvidence } from '../../diagnose/evidence/container-evidence.js';
import { gatherEvidence } from '../../diagnose/evidence/gather-evidence.js';
import { checkText } from '../../diagnose/health-check.js';
import { withNearNames } from '../../diagnose/require-container.js';
import { adviseRestart } from '../../diagnose/restart-advice.js';
import { servedPorts } from '../../diagnose/served-ports.js';
import { signalName } from '../../diagnose/signals.js';
import type { Engine } from '../../engine/connect.js';
import { formatDuration, formatSize } from '../../spec/units.js';
import type { Topic } from '../topic.js';
import { type Applied, type Fact, lookUp, pickFacets } from './applied.js';
import { exitMeaning } from './exit-meaning.js';

type Facet =
  | 'state'
  | 'ending'
  | 'causes'
  | 'health'
  | 'restart'
  | 'ports'
  | 'networks'
  | 'mounts'
  | 'limits'
  | 'devices'
  | 'security'
  | 'start'
  | 'environment'
  | 'logs';

const facetsOf: Readonly<Record<string, readonly Facet[]>> = {
  'exit-codes': ['state', 'ending', 'causes'],
  'container-lifecycle': ['state', 'ending', 'restart'],
  'pid-1-and-signals': ['start', 'ending'],
  'graceful-shutdown': ['start', 'ending'],
  'entrypoint-and-command': ['start'],
  'exec-and-shell-form': ['start'],
  'exec-form': ['start'],
  'out-of-memory': ['ending', 'limits', 'causes'],
  'harden-for-production': ['security', 'limits', 'health', 'restart'],
  gpus: ['devices', 'limits'],
  'resource-limits': ['limits'],
  'shared-memory': ['limits'],
  'health-checks': ['state', 'health'],
  'health-check': ['state', 'health'],
  'readiness-and-liveness': ['state', 'health'],
  'restart-policies': ['state', 'restart', 'ending'],
  ports: ['ports'],
  networks: ['networks', 'ports'],
  'private-network': ['networks', 'ports'],
  'volumes-and-bind-mounts': ['mounts'],
  'persistent-data': ['mounts'],
  'read-only-root': ['security', 'mounts'],
  'users-and-capabilities': ['security'],
  'non-root': ['security'],
  'least-privilege': ['security'],
  'environment-and-build-arguments': ['environment'],
  'environment-configuration': ['environment'],
  secrets: ['environment'],
  logs: ['logs'],
  'log-to-stdout': ['logs'],
};
const usual: readonly Facet[] = ['state', 'ending', 'causes'];

/** What a topic means for a container, read-only and without a look inside. @throws Fault container-not-found, engine-unreachable */
export async function applyToContainer(
  topic: Topic,
  engine: Engine,
  name: string,
  activity: Activity,
): Promise<Applied> {
  let evidence: ContainerEvidence;
  try {
    evidence = await gatherEvidence(engine, name, { probe: false }, activity);
  } catch (error) {
    throw await withNearNames(error, engine, name, activity.signal);
  }
  const facets = lookUp(facetsOf, topic) ?? usual;
  return { kind: 'container', name: evidence.name, facts: pickFacets(factsOf(evidence), facets) };
}

function factsOf(evidence: ContainerEvidence): Record<Facet, () => readonly Fact[]> {
  const { state, settings, limits } = evidence;
  return {
    state: () => [
      { name: 'state', value: state.status },
      ...(state.error ? [{ name: 'the engine said', value: state.error }] : []),
    ],
    ending: () => ending(evidence),
    causes: () => causes(evidence),
    health: () => health(evidence),
    restart: () => restart(evidence),
    ports: () => ports(evidence),
    networks: () => [
      { name: 'network mode', value: settings.networkMode || 'default' },
      ...settings.networks.map(({ name, address, aliases }) => ({
        name: `network ${name}`,
        value: [address || 'no address now', ...(aliases.length ? [`also called ${aliases.join(', ')}`] : [])].join(
          '; ',
        ),
      })),
    ],
    mounts: () =>
      settings.mounts.length === 0
        ? [{ name: 'mounts', value: 'none: what it writes is gone with the container' }]
        : settings.mounts.map(({ type, source, target, writable }) => ({
            name: target,
            value: `${type} ${source}${writable ? '' : ' (read-only)'}`,
          })),
    limits: () => [
      { name: 'memory', value: limits.memoryBytes ? formatSize(limits.memoryBytes) : 'not limited' },
      { name: 'processors', value: limits.cpus ? String(limits.cpus) : 'not limited' },
      { name: 'processes', value: limits.pids > 0 ? String(limits.pids) : 'not limited' },
      { name: '/dev/shm', value: formatSize(limits.shmBytes) },
      ...(evidence.stats ? [{ name: 'memory in use', value: formatSize(evidence.stats.memoryBytes) }] : []),
    ],
    devices: () => [{ name: 'GPU', value: settings.gpuRequested ? 'asked for' : 'none was asked for (--gpus all)' }],
    security: () => [
      { name: 'user', value: settings.user || 'root: none is set' },
      { name: 'root filesystem', value: settings.readOnlyRoot ? 'read-only' : 'writable' },
      { name: 'privileged', value: settings.privileged ? 'yes' : 'no' },
      { name: 'capabilities added', value: settings.addedCapabilities.join(', ') || 'none' },
      { name: 'capabilities dropped', value: settings.droppedCapabilities.join(', ') || 'none' },
      { name: 'security options', value: settings.securityOptions.join(', ') || 'none' },
    ],
    start: () => [
      { name: 'entry point', value: JSON.stringify(settings.entrypoint) },
      { name: 'command', value: JSON.stringify(settings.command) },
      { name: 'stop signal', value: settings.stopSignal },
      { name: 'init process', value: settings.init ? 'yes' : 'no' },
    ],
    environment: () =>
      [...settings.environment].map(([name, value]) => ({ name: `variable ${name}`, value: value || '(empty)' })),
    logs: () => [
      { name: 'log driver', value: settings.logDriver || 'unknown' },
      {
        name: 'lines read',
        value: evidence.logs.unreadable ?? `${evidence.logs.first.length + evidence.logs.last.length}`,
      },
    ],
  };
}

function ending(evidence: ContainerEvidence): Fact[] {
  const ended = endingOf(evidence);
  if (!ended) return [{ name: 'exit code', value: 'none: it has never ended' }];
  const sent = ended.sent.map(signalName).join(', ');
  const asked = { stop: 'docker stop or restart', signal: 'a signal through the engine (docker kill, Ctrl-C)' };
  const byWhom = ended.askedBy
    ? `${asked[ended.askedBy]}${sent ? `, ${sent}` : ''}${ended.graceMs === null ? '' : `, ${formatDuration(ended.graceMs)} before the end`}`
    : ended.remembered
      ? 'nobody through the engine'
      : 'not known: the engine does not remember that end';
  return [
    { name: 'exit code', value: `${ended.exitCode}: ${exitMeaning(ended.exitCode)}` },
    { name: 'killed for memory', value: evidence.state.oomKilled ? 'yes (OOMKilled)' : 'no, says the engine' },
    { name: 'asked to end by', value: byWhom },
    ...(endedAsAsked(ended) ? [{ name: 'verdict', value: 'it ended as it was asked to' }] : []),
  ];
}

function causes(evidence: ContainerEvidence): Fact[] {
  const { causes: found, verdict } = diagnose(evidence);
  if (found.length === 0) return [{ name: 'diagnosis', value: `${verdict}: no cause was found` }];
  return found.slice(0, 3).map(({ id, title, confidence }) => ({
    name: `cause ${id}`,
    value: `${title} (${Math.round(confidence * 100)} % sure; dockwright diagnose ${evidence.name} shows why)`,
  }));
}

function health(evidence: ContainerEvidence): Fact[] {
  const { healthCheck: check } = evidence.settings;
  if (!check || check.test[0] === 'NONE') return [{ name: 'health check', value: 'none' }];
  const { health: seen } = evidence.state;
  const last = seen?.log.at(-1);
  return [
    { name: 'health check', value: checkText(evidence) },
    {
      name: 'timing',
      value: `every ${formatDuration(check.intervalMs)}, within ${formatDuration(check.timeoutMs)}, ${check.retries} failures in a row are unhealthy, start period ${formatDuration(check.startPeriodMs)}`,
    },
    { name: 'status', value: `${seen?.status ?? 'not checked yet'}, ${seen?.failingStreak ?? 0} failures in a row` },
    ...(last
      ? [
          {
            name: 'last check',
            value: `exit code ${last.exitCode} after ${formatDuration(last.durationMs)}, it said ${JSON.stringify(last.output.slice(0, 300))}`,
          },
        ]
      : []),
  ];
}

function restart({ settings, state }: ContainerEvidence): Fact[] {
  const { policy, restartCount, fits, reasons, better } = adviseRestart(settings, state);
  return [
    { name: 'restart policy', value: policy },
    { name: 'restarted', value: `${restartCount} times` },
    { name: 'fits', value: `${fits}: ${reasons.join('; ')}` },
    ...(better ? [{ name: 'better', value: better }] : []),
  ];
}

function ports(evidence: ContainerEvidence): Fact[] {
  const { publishedPorts, exposedPorts } = evidence.settings;
  const served = servedPorts(evidence);
  return [
    ...publishedPorts.map(({ hostAddress, hostPort, containerPort, protocol }) => ({
      name: `published ${containerPort}/${protocol}`,
      value: `${hostAddress || 'every address'}, port ${hostPort ?? 'chosen by the engine'} of the host`,
    })),
    ...(publishedPorts.length === 0 ? [{ name: 'published', value: 'none' }] : []),
    { name: 'exposed (a note only)', value: exposedPorts.join(', ') || 'none' },
    ...(served ?? []).map(({ port, address, open }) => ({
      name: `listens on ${port}`,
      value: `${address}: ${open ? 'reachable from outside' : 'reachable from inside the container only'}, by its log`,
    })),
    ...(served === null
      ? [{ name: 'listens', value: 'not measured: its log does not say (dockwright diagnose looks inside)' }]
      : []),
  ];
}
