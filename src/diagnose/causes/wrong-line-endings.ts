import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { execRefusal, startedFiles } from '../engine-words.js';
import type { ContainerEvidence, FileFact } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quote, quoteLog } from '../quote-log.js';
import { standingOf } from '../standing.js';

/** Carriage returns of Windows in a script: its interpreter is looked for as `sh\r`, its words end with one. */
export const wrongLineEndings = defineCause({
  id: 'wrong-line-endings',
  title: 'A script has Windows line endings',
  principle: 'plain-instructions',
  explains: ['missing-file', 'command-not-found', 'missing-environment-variable'],
  weigh(evidence) {
    const script = withReturn(evidence);
    const refusal = execRefusal(evidence);
    const refused = refusal?.kind === 'no-interpreter' || refusal?.kind === 'not-in-path' ? refusal : null;
    const [told] = toldBy(evidence, 'carriage-return', 'missing-interpreter').filter(
      ({ finding }) => finding.kind === 'carriage-return' || script !== null,
    );
    const failed = standingOf(evidence) === 'crashed' || standingOf(evidence) === 'refused';
    const fromFile = script && failed ? (told || refused ? 0.99 : 0.7) : 0;
    const confidence = Math.max(fromFile, told?.confidence ?? 0);
    if (confidence === 0) return null;
    return {
      confidence,
      evidence: [
        ...(told ? [quoteLog(told)] : []),
        ...(refused && script ? [{ source: 'engine', text: quote(evidence.state.error) }] : []),
        ...fileEvidence(script),
      ],
      remedies: remediesFor(evidence, script),
    };
  },
});

/** A script whose first line ends in a carriage return: its interpreter is not found by that name. */
function withReturn(evidence: ContainerEvidence): FileFact | null {
  const ends = ({ interpreter }: FileFact) => interpreter?.endsWith('\\r') ?? false;
  return startedFiles(evidence).find(ends) ?? evidence.files.find(ends) ?? null;
}

function fileEvidence(script: FileFact | null): Evidence[] {
  if (!script) return [];
  return [
    {
      source: 'engine',
      text: `the first line of ${script.path} is ${quote(`#!${script.interpreter ?? ''}`)}: it ends in a carriage return`,
    },
  ];
}

function remediesFor(evidence: ContainerEvidence, script: FileFact | null): Remedy[] {
  const path = script?.path ?? evidence.settings.entrypoint[0] ?? 'the script';
  const name = path.slice(path.lastIndexOf('/') + 1) || 'entrypoint.sh';
  return [
    {
      description: 'Take the carriage returns out of the file, then build the image anew',
      command: `sed -i 's/\\r$//' ${name}`,
    },
    {
      description: 'So that git never brings them back: in .gitattributes',
      command: `echo '*.sh text eol=lf' >> .gitattributes && git add --renormalize .`,
    },
    { description: `Or in the Dockerfile, after the COPY: RUN sed -i 's/\\r$//' ${path}` },
  ];
}
