import { defineCause, type Evidence, type Remedy, type Weighed } from '../cause.js';
import { fileAt, modeText, mountOver, pathInContainer } from '../container-paths.js';
import { execRefusal } from '../engine-words.js';
import type { ContainerEvidence, FileFact } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quote, quoteLog } from '../quote-log.js';

const notExecutableCode = 126;
const anyExecute = 0o111;

/** The file that was to be run may not be run. */
export const notExecutable = defineCause({
  id: 'not-executable',
  title: 'The file that it was to run is not executable',
  principle: 'exec-form',
  explains: ['permission-denied'],
  weigh(evidence) {
    const refusal = execRefusal(evidence);
    if (refusal?.kind === 'not-executable' || refusal?.kind === 'is-folder')
      return {
        confidence: 0.99,
        evidence: [{ source: 'engine', text: quote(evidence.state.error) }, ...fileEvidence(evidence, refusal.program)],
        remedies: remediesFor(evidence, refusal.program),
      };
    return fromLogs(evidence);
  },
});

function fromLogs(evidence: ContainerEvidence): Weighed | null {
  for (const told of toldBy(evidence, 'not-executable')) {
    const path = pathInContainer(evidence, told.finding.subject);
    const file = fileAt(evidence, path);
    const forbidden = file?.kind === 'folder' || (file?.kind === 'file' && (file.mode & anyExecute) === 0);
    const code = evidence.state.exitCode === notExecutableCode;
    // a file that may be run, or whose folder may not be written to, is another cause's
    if (!forbidden && !code) continue;
    return {
      confidence: forbidden && code ? Math.min(0.97, told.confidence * 1.15) : told.confidence * 0.9,
      evidence: [
        quoteLog(told),
        ...(code ? [{ source: 'engine', text: 'exit code 126: the shell found it and may not run it' }] : []),
        ...fileEvidence(evidence, told.finding.subject),
      ],
      remedies: remediesFor(evidence, told.finding.subject),
    };
  }
  return null;
}

function fileEvidence(evidence: ContainerEvidence, program: string): Evidence[] {
  const file = fileAt(evidence, pathInContainer(evidence, program));
  if (!file || file.kind === 'missing') return [];
  return [{ source: 'engine', text: said(file) }];
}

function said({ path, kind, mode, uid, gid }: FileFact): string {
  if (kind === 'folder') return `${path} is a folder`;
  return `${path} has mode ${modeText(mode)}, owner ${uid}:${gid}`;
}

function remediesFor(evidence: ContainerEvidence, program: string): Remedy[] {
  const path = pathInContainer(evidence, program);
  const file = fileAt(evidence, path);
  if (file?.kind === 'folder') return [{ description: `${path} is a folder: name the program in it` }];
  const mount = mountOver(evidence, path);
  const interpreter = file?.interpreter?.split(/\s+/)[0] ?? 'sh';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const remedies: Remedy[] = [];
  if (mount?.type === 'bind')
    remedies.push({
      description: 'Make it executable where it comes from',
      command: `chmod +x ${mount.source}${path.slice(mount.target.length)}`,
    });
  else
    remedies.push({
      description: `In the Dockerfile: COPY --chmod=755 ${name} ${path}; or keep the bit in the repository`,
      command: `git update-index --chmod=+x ${name}`,
    });
  remedies.push({ description: `Or name its interpreter: ENTRYPOINT ["${interpreter}", "${path}"]` });
  if (mount && (mount.type === 'tmpfs' || (file !== null && (file.mode & anyExecute) !== 0)))
    remedies.push({
      description: `${mount.target} is a ${mount.type} mount: one with noexec runs nothing, whatever the mode`,
    });
  return remedies;
}
