import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { mountOver, numericUser, pathInContainer } from '../container-paths.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';
import { shellWord } from '../remedies/shell-word.js';

/** It writes to its root file system or to a mount, which were given to it to read only. */
export const readOnlyFilesystem = defineCause({
  id: 'read-only-filesystem',
  title: 'It writes where it may only read',
  principle: 'read-only-root',
  weigh(evidence) {
    const [told] = toldBy(evidence, 'read-only');
    if (!told) return null;
    const path = told.finding.subject === '' ? '' : pathInContainer(evidence, told.finding.subject);
    const fact = readOnlyFact(evidence, path);
    return {
      confidence: confidenceOf(told, fact !== null),
      evidence: [quoteLog(told), ...(fact ? [fact] : [])],
      remedies: remediesFor(evidence, path),
    };
  },
});

/** The engine knows what was given read-only; if nothing was, the host's own disk may have turned so after an error. */
function confidenceOf({ confidence }: Told, confirmed: boolean): number {
  return confirmed ? Math.min(0.98, confidence * 1.05) : confidence * 0.7;
}

function readOnlyFact(evidence: ContainerEvidence, path: string): Evidence | null {
  const { settings } = evidence;
  const mount = path === '' ? null : mountOver(evidence, path);
  if (mount)
    return mount.writable
      ? null
      : { source: 'engine', text: `${mount.source || mount.type} is mounted read-only at ${mount.target}` };
  return settings.readOnlyRoot ? { source: 'engine', text: 'its root file system is read-only (--read-only)' } : null;
}

function remediesFor(evidence: ContainerEvidence, path: string): Remedy[] {
  const { settings } = evidence;
  const mount = path === '' ? null : mountOver(evidence, path);
  if (mount && !mount.writable && mount.type !== 'tmpfs')
    return [
      changeSetting(
        evidence,
        `Mount ${mount.target} writable, if it is meant to write there`,
        `volumes: ["${mount.source}:${mount.target}"]`,
        {
          options: ['-v', `${mount.source}:${mount.target}`],
          withoutMount: mount.target,
        },
      ),
      { description: 'Or let it write somewhere else (its own setting for that path)' },
    ];
  if (!settings.readOnlyRoot)
    return [
      {
        description:
          'Neither its root nor this path was given read-only: see whether the host itself has lost its disk',
        command: 'dmesg | grep -i "remount\\|i/o error"',
      },
    ];
  const folder = path === '' ? '/tmp' : path.slice(0, path.lastIndexOf('/')) || '/tmp';
  const uid = numericUser(evidence)?.split(':')[0] ?? '0';
  const options = uid === '0' ? folder : `${folder}:uid=${uid}`;
  return [
    changeSetting(
      evidence,
      `Keep the root read-only and give it a writable ${folder}; what is there is gone with the container`,
      `tmpfs: ["${options}"]`,
      {
        options: ['--tmpfs', options],
      },
    ),
    changeSetting(
      evidence,
      'Or a volume, where the files are to stay',
      `volumes: ["${volumeName(evidence)}:${folder}"]`,
      {
        options: ['-v', `${volumeName(evidence)}:${folder}`],
      },
    ),
  ];
}

function volumeName({ name }: ContainerEvidence): string {
  return `${shellWord(name)}-data`;
}
