import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { fileAt, modeText, mountOver, nearestSeen, numericUser, pathInContainer, userOf } from '../container-paths.js';
import type { ContainerEvidence, FileFact, Mount } from '../evidence/container-evidence.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';
import { shellWord } from '../remedies/shell-word.js';

const privilegedBelow = 1024;
const notExecutableCode = 126;

/** Its user may not do what it tries: mostly to write into a mount or a folder that belongs to somebody else. */
export const permissionDenied = defineCause({
  id: 'permission-denied',
  title: 'Its user may not read or write there',
  principle: 'non-root',
  weigh(evidence) {
    const [told] = toldBy(evidence, 'permission-denied', 'not-executable')
      .filter(({ finding }) => finding.kind === 'permission-denied' || isNoCommand(evidence, finding.subject))
      .map((one) => ({ ...one, confidence: withFacts(evidence, one) }))
      .sort((a, b) => b.confidence - a.confidence);
    if (!told) return null;
    const { finding } = told;
    if (finding.port !== null && finding.port < privilegedBelow) return lowPort(evidence, told, finding.port);
    const path = finding.subject === '' ? '' : pathInContainer(evidence, finding.subject);
    return {
      confidence: told.confidence,
      evidence: [quoteLog(told), ...ownership(evidence, path)],
      remedies: remediesFor(evidence, path),
    };
  },
});

/** A shell says "Permission denied" of a file that it may not write to as of a program that it may not run. */
function isNoCommand(evidence: ContainerEvidence, subject: string): boolean {
  if (evidence.state.exitCode === notExecutableCode) return false;
  const file = fileAt(evidence, pathInContainer(evidence, subject));
  return !(file?.kind === 'file' && (file.mode & 0o111) === 0 && file.interpreter !== null);
}

function withFacts(evidence: ContainerEvidence, { finding, confidence }: Told): number {
  if (finding.subject === '') return confidence * 0.92;
  const place = nearestSeen(evidence, pathInContainer(evidence, finding.subject));
  const user = numericUser(evidence);
  if (!place || user === null) return confidence;
  return mayWrite(place, user) ? confidence * 0.9 : Math.min(0.98, confidence * 1.05);
}

function mayWrite({ uid, gid, mode }: FileFact, user: string): boolean {
  const [own, group] = user.split(':').map(Number);
  if (own === uid) return (mode & 0o200) !== 0;
  if (group === gid) return (mode & 0o020) !== 0;
  return (mode & 0o002) !== 0;
}

function ownership(evidence: ContainerEvidence, path: string): Evidence[] {
  const user = userOf(evidence);
  const number = numericUser(evidence);
  const facts: Evidence[] = [
    {
      source: 'engine',
      text: `it runs as user ${user}${number && number.split(':')[0] !== user.split(':')[0] ? ` (${number})` : ''}`,
    },
  ];
  if (path === '') return facts;
  const place = nearestSeen(evidence, path);
  if (place)
    facts.push({
      source: 'engine',
      text: `${place.path} belongs to ${place.uid}:${place.gid}, mode ${modeText(place.mode)}`,
    });
  const mount = mountOver(evidence, path);
  if (mount)
    facts.push({
      source: 'engine',
      text: `${mount.type === 'bind' ? `the host's ${mount.source}` : `${mount.type} ${mount.source}`} is mounted at ${mount.target}`,
    });
  return facts;
}

function remediesFor(evidence: ContainerEvidence, path: string): Remedy[] {
  const user = numericUser(evidence);
  const owner = user ?? `$(docker run --rm --entrypoint id ${evidence.image} -u)`;
  if (path === '/var/run/docker.sock')
    return [
      {
        description:
          'The engine’s socket hands the whole host to whoever may write to it: let the container do without; if it must, give it the socket’s group',
        command: `stat -c %g /var/run/docker.sock`,
      },
    ];
  const mount = path === '' ? null : mountOver(evidence, path);
  if (!mount) return ownImage(path, owner);
  return [...chownMount(evidence, mount, owner), ...runAsOwner(evidence, path, mount)];
}

function chownMount(evidence: ContainerEvidence, mount: Mount, owner: string): Remedy[] {
  if (mount.type === 'bind')
    return [
      {
        description: `Give the host's folder to the container's user (${owner})`,
        command: `sudo chown -R ${owner} ${shellWord(mount.source)}`,
      },
    ];
  if (mount.type === 'volume')
    return [
      {
        description: `Give the volume to the container's user (${owner})`,
        command: `docker run --rm --user 0 --entrypoint chown -v ${shellWord(mount.source)}:${mount.target} ${evidence.image} -R ${owner} ${mount.target}`,
      },
      {
        description: `So that new volumes belong to it from the start: in the Dockerfile, before USER: RUN install -d -o ${owner.split(':')[0]} -g ${owner.split(':')[1] ?? owner} ${mount.target}`,
      },
    ];
  return [
    changeSetting(
      evidence,
      'Let the tmpfs belong to the user',
      `tmpfs: ["${mount.target}:uid=${owner.split(':')[0]},mode=0700"]`,
      {
        options: ['--tmpfs', `${mount.target}:uid=${owner.split(':')[0]},mode=0700`],
        withoutMount: mount.target,
      },
    ),
  ];
}

/** Where the files belong to somebody of the host, the container may be that one. */
function runAsOwner(evidence: ContainerEvidence, path: string, { type }: Mount): Remedy[] {
  const place = nearestSeen(evidence, path);
  if (type !== 'bind' || !place || place.uid === 0) return [];
  const user = `${place.uid}:${place.gid}`;
  return [changeSetting(evidence, `Or run it as the folder's owner, ${user}`, `user: "${user}"`, { user })];
}

function ownImage(path: string, owner: string): Remedy[] {
  const folder = path === '' ? 'the folder' : path.slice(0, path.lastIndexOf('/')) || '/';
  const [user, group = user] = owner.split(':');
  return [
    { description: `Let it write to a volume or to /tmp, and leave the application's own files to root` },
    {
      description: `Where it must write to ${folder}: in the Dockerfile, before USER: RUN install -d -o ${user} -g ${group} ${folder}; for files that are copied: COPY --chown=${owner}`,
    },
  ];
}

function lowPort(evidence: ContainerEvidence, told: Told, port: number) {
  const high = port + 8000;
  return {
    confidence: told.confidence,
    evidence: [
      quoteLog(told),
      {
        source: 'engine',
        text: `it runs as user ${userOf(evidence)}; ports below ${privilegedBelow} need a privilege`,
      },
    ],
    remedies: [
      { description: `Listen on ${high} in the container and publish that: -p ${port}:${high}` },
      changeSetting(evidence, 'Or give it the one capability', 'cap_add: [NET_BIND_SERVICE]', {
        options: ['--cap-add', 'NET_BIND_SERVICE'],
      }),
    ],
  };
}
