import { defineCause, type Remedy, type Weighed } from '../cause.js';
import { type ExecRefusal, execRefusal } from '../engine-words.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quote, quoteLog } from '../quote-log.js';

const notFoundCode = 127;

/** The program that the container, or a script in it, was to run is not in the image. */
export const commandNotFound = defineCause({
  id: 'command-not-found',
  title: 'A program that it was to run is not in the image',
  principle: 'exec-form',
  weigh(evidence) {
    const refusal = execRefusal(evidence);
    if (refusal?.kind === 'not-in-path' || refusal?.kind === 'not-there')
      return {
        confidence: 0.99,
        evidence: [{ source: 'engine', text: quote(evidence.state.error) }, ...pathEvidence(evidence, refusal)],
        remedies: refusedRemedies(evidence, refusal),
      };
    return refusal ? null : fromLogs(evidence);
  },
});

function fromLogs(evidence: ContainerEvidence): Weighed | null {
  const [told] = toldBy(evidence, 'command-not-found');
  if (!told) return null;
  const last = evidence.state.exitCode === notFoundCode;
  const { subject } = told.finding;
  return {
    // the shell ends with 127 where its last command was not found; a script may have gone on
    confidence: last ? Math.min(0.97, told.confidence * 1.05) : told.confidence * 0.85,
    evidence: [
      quoteLog(told),
      ...(last ? [{ source: 'engine', text: 'exit code 127: the shell found no such command' }] : []),
    ],
    remedies: installRemedies(evidence, subject),
  };
}

function pathEvidence({ settings }: ContainerEvidence, { kind, program }: ExecRefusal) {
  if (kind === 'not-there') return [{ source: 'engine', text: `nothing lies at ${program}` }];
  return [{ source: 'engine', text: `PATH is ${settings.environment.get('PATH') ?? 'not set'}` }];
}

function refusedRemedies(evidence: ContainerEvidence, { kind, program }: ExecRefusal): Remedy[] {
  const { image } = evidence;
  if (/\s/.test(program))
    return [
      {
        description: `"${program}" is one word with spaces: write the command as several words, ["${program.split(/\s+/).join('", "')}"]`,
      },
    ];
  if (kind === 'not-there')
    return [
      {
        description: `COPY it to ${program}, or correct the path in ENTRYPOINT or CMD; a mount over its folder would hide it`,
      },
      {
        description: 'See what is there',
        command: `docker run --rm --entrypoint ls ${image} -la ${program.slice(0, program.lastIndexOf('/')) || '/'}`,
      },
    ];
  return installRemedies(evidence, program);
}

function installRemedies({ image }: ContainerEvidence, program: string): Remedy[] {
  const name = program === '' ? 'the program' : program;
  const module = ['uvicorn', 'gunicorn', 'flask', 'celery', 'streamlit', 'alembic', 'hypercorn', 'fastapi'].includes(
    program,
  );
  return [
    module
      ? {
          description: `Install ${name} with the other packages (it belongs into requirements.txt or pyproject.toml), in the environment whose bin folder is on PATH: ENV PATH=/app/.venv/bin:$PATH`,
        }
      : {
          description: `Install ${name} in the Dockerfile's final stage, correct its name in ENTRYPOINT, CMD or the script, or give its whole path`,
        },
    ...(program === ''
      ? []
      : [
          {
            description: 'See whether it is there',
            command: `docker run --rm --entrypoint sh ${image} -c 'command -v ${program.replace(/[^\w./+-]/g, '')}; echo $PATH'`,
          },
        ]),
  ];
}
