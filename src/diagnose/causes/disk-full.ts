import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { mountOver, pathInContainer } from '../container-paths.js';
import type { ContainerEvidence, Inside } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quote, quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';
import { memoryText } from '../remedies/sizes.js';

type Disk = Inside['disks'][number];

/** Less than this and most writes fail. */
const nothingLeft = 1024 * 1024;
/** Of the engine's own disk: with less, nothing starts. */
const engineNeeds = 64 * 1024 * 1024;
const sharedMemory = '/dev/shm';

/** A write failed because no space, or no file, is left; the disk is the host's, a tmpfs has a size of its own. */
export const diskFull = defineCause({
  id: 'disk-full',
  title: 'No space is left where it writes',
  principle: 'log-to-stdout',
  weigh(evidence) {
    const told = toldBy(evidence, 'disk-full').find(
      ({ finding }) => !finding.text.includes(sharedMemory) && !/shared memory/i.test(finding.text),
    );
    const full = fullDisks(evidence);
    const engine = engineDiskFull(evidence);
    const refused = /no space left on device/i.test(evidence.state.error);
    const confidence = Math.max(
      refused ? 0.97 : 0,
      told ? (full.length > 0 || engine ? Math.max(0.9, told.confidence) : told.confidence) : 0,
      // full, and nothing complains: it may never write there
      full.length > 0 ? 0.45 : 0,
      engine ? 0.4 : 0,
    );
    if (confidence === 0) return null;
    return {
      confidence,
      evidence: [
        ...(refused ? [{ source: 'engine', text: quote(evidence.state.error) }] : []),
        ...(told ? [quoteLog(told)] : []),
        ...full.map(diskEvidence),
        ...(engine ? [engine] : []),
      ],
      remedies: remediesFor(evidence, full, told?.finding.subject ?? ''),
    };
  },
});

function fullDisks({ inside }: ContainerEvidence): Disk[] {
  return (inside?.disks ?? []).filter(
    ({ target, type, writable, freeBytes, totalBytes, freeInodes }) =>
      writable &&
      totalBytes > 0 &&
      target !== sharedMemory &&
      !['proc', 'sysfs', 'cgroup', 'cgroup2', 'devpts', 'mqueue', 'squashfs', 'iso9660'].includes(type) &&
      !/^\/(?:proc|sys|dev)(?:\/|$)/.test(target) &&
      (freeBytes < nothingLeft || freeInodes === 0),
  );
}

function diskEvidence({ target, type, freeBytes, totalBytes, freeInodes }: Disk): Evidence {
  const left =
    freeInodes === 0 ? 'no file more can be made (0 inodes)' : `${memoryText(freeBytes)} of ${memoryText(totalBytes)}`;
  return { source: 'probe', text: `${target} (${type}) has left: ${left}` };
}

function engineDiskFull({ host }: ContainerEvidence): Evidence | null {
  if (!host?.disk || host.disk.freeBytes >= engineNeeds) return null;
  const { path, freeBytes, totalBytes } = host.disk;
  return {
    source: 'host',
    text: `the engine's disk (${path}) has ${memoryText(freeBytes)} of ${memoryText(totalBytes)} left`,
  };
}

function remediesFor(evidence: ContainerEvidence, full: readonly Disk[], subject: string): Remedy[] {
  const path = subject === '' ? '' : pathInContainer(evidence, subject);
  const mount = path === '' ? null : mountOver(evidence, path);
  const memory = full.find(({ type }) => type === 'tmpfs')?.target ?? (mount?.type === 'tmpfs' ? mount.target : null);
  if (memory)
    return [
      changeSetting(
        evidence,
        `Give the tmpfs at ${memory} more; it counts as the container's memory`,
        `tmpfs: ["${memory}:size=256m"]`,
        {
          options: ['--tmpfs', `${memory}:size=256m`],
          withoutMount: memory,
        },
      ),
      { description: 'Or a volume, where much is to be written' },
    ];
  const remedies: Remedy[] = [
    { description: 'See what fills the engine’s disk', command: 'docker system df -v' },
    {
      description: 'Take away build cache and images that nothing uses',
      command: 'docker builder prune && docker image prune',
    },
  ];
  if (mount?.type === 'bind')
    remedies.unshift({
      description: `Make room on the host’s disk with ${mount.source}`,
      command: `df -h ${mount.source}`,
    });
  const { name, state } = evidence;
  if (state.status === 'running')
    remedies.push({
      description: 'See what this container has written to its own layer',
      command: `docker ps -s --filter name=^${name}$`,
    });
  return remedies;
}
