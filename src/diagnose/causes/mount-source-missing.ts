import { defineCause, type Evidence, type Remedy, type Weighed } from '../cause.js';
import type { ContainerEvidence, Mount } from '../evidence/container-evidence.js';
import { findInLogs } from '../logs/find-in-logs.js';
import { quote } from '../quote-log.js';
import { shellWord } from '../remedies/shell-word.js';
import { standingOf } from '../standing.js';

const missingSource =
  /bind source path does not exist: ?(\/[^\n"]{1,500})?|failed to mount local volume: mount ([^\s:]{1,500}):.{0,600}no such file or directory|error mounting "([^"]{1,500})".{0,800}no such file or directory|no such volume/i;
/** A folder where a file was wanted: the engine makes a folder of every source that is not there. */
const wrongKind =
  /mount a directory onto a file|not a directory.{0,200}mount|error mounting "([^"]{1,500})".{0,800}not a directory/i;

export const mountSourceMissing = defineCause({
  id: 'mount-source-missing',
  title: 'What is to be mounted is not there',
  principle: 'persistent-data',
  explains: ['missing-file'],
  weigh(evidence) {
    return weighRefusal(evidence) ?? weighHost(evidence) ?? weighEmptyFolder(evidence);
  },
});

function weighRefusal(evidence: ContainerEvidence): Weighed | null {
  const { error } = evidence.state;
  const wrong = wrongKind.exec(error);
  const missing = wrong ? null : missingSource.exec(error);
  if (!wrong && !missing) return null;
  const source = wrong?.[1] ?? missing?.[1] ?? missing?.[2] ?? missing?.[3] ?? null;
  return {
    confidence: wrong ? 0.93 : 0.97,
    evidence: [{ source: 'engine', text: quote(error) }, ...gone(evidence)],
    remedies: remediesFor(evidence, source?.trim() ?? null, wrong !== null),
  };
}

function gone({ host }: ContainerEvidence): Evidence[] {
  return (host?.missingMountSources ?? []).map((path) => ({
    source: 'host',
    text: `there is no ${path} on this machine`,
  }));
}

/** Taken away after the container was made: what runs keeps the old files, what is started again finds none. */
function weighHost(evidence: ContainerEvidence): Weighed | null {
  const missing = evidence.host?.missingMountSources ?? [];
  if (missing.length === 0) return null;
  const standing = standingOf(evidence);
  const confidence = { refused: 0.85, crashed: 0.7, unhealthy: 0.6, deaf: 0.6 }[standing as string] ?? 0.5;
  if (standing === 'ended' || standing === 'stopped') return null;
  return { confidence, evidence: gone(evidence), remedies: remediesFor(evidence, missing[0] as string, false) };
}

/** A path misspelt on the left of -v becomes an empty folder, and the program misses its file in it. */
function weighEmptyFolder(evidence: ContainerEvidence): Weighed | null {
  if (standingOf(evidence) !== 'crashed') return null;
  for (const { subject, text } of findInLogs(evidence, 'missing-file')) {
    const mount = evidence.settings.mounts.find(
      ({ type, target }) => type === 'bind' && subject.startsWith(`${target}/`),
    );
    if (!mount) continue;
    return {
      confidence: 0.45,
      evidence: [
        { source: 'logs', text: quote(text) },
        {
          source: 'engine',
          text: `${mount.target} is ${mount.source} of the engine's host, which becomes an empty folder where it did not exist`,
        },
      ],
      remedies: [lookRemedy(mount)],
    };
  }
  return null;
}

function lookRemedy({ source }: Pick<Mount, 'source'>): Remedy {
  return { description: 'See what is there on the engine’s host', command: `ls -la ${shellWord(source)}` };
}

function remediesFor(evidence: ContainerEvidence, source: string | null, wantsFile: boolean): Remedy[] {
  const { name, settings } = evidence;
  const path = source ?? settings.mounts.find(({ type }) => type === 'bind')?.source ?? null;
  const remedies: Remedy[] = path === null ? [] : [lookRemedy({ source: path })];
  if (wantsFile)
    remedies.push({
      description:
        'Put the file there (where the engine made an empty folder instead, remove that first), then start it again',
      ...(path === null
        ? {}
        : { command: `rmdir ${shellWord(path)}; cp YOUR-FILE ${shellWord(path)} && docker start ${shellWord(name)}` }),
    });
  else if (path !== null)
    remedies.push({
      description: 'Make it, with what the service expects in it, then start it again',
      command: `mkdir -p ${shellWord(path)} && docker start ${shellWord(name)}`,
    });
  remedies.push({
    description:
      'Or correct the path on the left of the mount (compose.yaml: volumes); relative ones start at the Compose file’s folder',
  });
  return remedies;
}
