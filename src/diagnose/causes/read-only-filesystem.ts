import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { mountOver, pathInContainer } from '../container-paths.js';
import { startedFiles } from '../engine-words.js';
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
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  if (path === '' || holdsMore(evidence, folder)) return [elsewhere(evidence, path)];
  return [
    changeSetting(
      evidence,
      `Keep the root read-only and give it a writable ${folder}; what is there is gone with the container`,
      `tmpfs: ["${folder}"]`,
      { options: ['--tmpfs', folder] },
    ),
    changeSetting(
      evidence,
      'Or a volume, where the files are to stay',
      `volumes: ["${volumeName(evidence)}:${folder}"]`,
      { options: ['-v', `${volumeName(evidence)}:${folder}`] },
    ),
  ];
}

/** A tmpfs there would hide the application, or the system. */
function holdsMore(evidence: ContainerEvidence, folder: string): boolean {
  if (/^\/(?:[^/]+)?$/.test(folder) && !isForData(folder)) return true;
  if (/^\/(?:etc|usr|bin|sbin|lib\w{0,4})(?:\/|$)/.test(folder)) return true;
  const kept = [evidence.settings.workingFolder, ...startedFiles(evidence).map(({ path }) => path)];
  return kept.some((path) => path !== '/' && (path === folder || path.startsWith(`${folder}/`)));
}

function isForData(folder: string): boolean {
  return /^\/(?:data|tmp|run|cache|uploads|logs?|state|storage|config|models?)$/.test(folder);
}

function elsewhere(evidence: ContainerEvidence, path: string): Remedy {
  const what = path === '' ? 'what it writes' : path;
  return changeSetting(
    evidence,
    `Let it write ${what} elsewhere, by its own setting for that path or for its temporary files: to a writable /tmp`,
    'tmpfs: ["/tmp"]',
    { options: ['--tmpfs', '/tmp'] },
  );
}

function volumeName({ name }: ContainerEvidence): string {
  return `${shellWord(name)}-data`;
}
