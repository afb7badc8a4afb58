import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { endedAsAsked, endingOf } from '../ending.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { adviseRestart } from '../restart-advice.js';
import { signalName } from '../signals.js';

export const completedNormally = defineCause({
  id: 'completed-normally',
  title: 'It ended as it should',
  principle: 'graceful-shutdown',
  weigh(evidence) {
    const { status, error } = evidence.state;
    if (status !== 'exited' && status !== 'removed') return null;
    const ending = endingOf(evidence);
    if (!ending || error !== '') return null;
    if (ending.exitCode === 0) {
      const asked = ending.askedBy === 'stop' ? 'after docker stop had asked it to' : 'by itself';
      return {
        confidence: 0.95,
        evidence: [{ source: 'engine', text: `it ended ${asked}, with exit code 0` }],
        remedies: afterSuccess(evidence, ending.askedBy === null),
      };
    }
    if (endedAsAsked(ending))
      return { confidence: 0.9, evidence: askedEvidence(ending.exitCode, ending.sent), remedies: startAgain(evidence) };
    // the engine has forgotten who asked; nothing but a request to end ends it so
    if (!ending.remembered && (ending.signal === 15 || ending.signal === 2))
      return {
        confidence: 0.6,
        evidence: [
          {
            source: 'engine',
            text: `exit code ${ending.exitCode} is ${signalName(ending.signal)}, by which one asks for the end; the engine no longer remembers who did`,
          },
        ],
        remedies: startAgain(evidence),
      };
    return null;
  },
});

function askedEvidence(exitCode: number, sent: readonly number[]): Evidence[] {
  return [
    { source: 'events', text: `it was asked to end: ${sent.map(signalName).join(', ') || 'docker stop'}` },
    { source: 'engine', text: `exit code ${exitCode}` },
  ];
}

function startAgain({ name }: ContainerEvidence): Remedy[] {
  return [{ description: 'Start it again', command: `docker start ${name}` }];
}

/** A service is not meant to end, even with success; a shell with nothing to read ends at once. */
function afterSuccess(evidence: ContainerEvidence, byItself: boolean): Remedy[] {
  if (!byItself) return startAgain(evidence);
  const { settings, state, name, image } = evidence;
  const words = [...settings.entrypoint, ...settings.command];
  const onlyShell = words.length === 1 && /(?:^|\/)(?:bash|sh|python3?|node|irb|php)$/.test(words[0] as string);
  if (onlyShell)
    return [
      {
        description: `Its command is ${words[0]} alone, which ends when nobody types: give it a terminal, or a command of its own`,
        command: `docker run -it --rm ${image}`,
      },
    ];
  if (adviseRestart(settings, state).kind === 'service')
    return [
      {
        description:
          'It has ports or a health check, so it should go on running: see why its process came to an end, for example because it went to the background',
        command: `docker logs --tail 50 ${name}`,
      },
    ];
  return [];
}
