import { defineCause, type Evidence, type Remedy, type Weighed } from '../cause.js';
import { duration } from '../duration.js';
import { endingOf, killedAtOnce } from '../ending.js';
import type { ContainerEvidence, Process } from '../evidence/container-evidence.js';
import { changeSetting } from '../remedies/compose-place.js';
import { runtimeOf } from '../runtime.js';
import { signalName, signalNumber } from '../signals.js';

const shell = /^(?:\S*\/)?(?:ba|da|a|z)?sh(?:\s|$)/;
const inits = /(?:^|\/)(?:docker-init|tini|dumb-init|s6-svscan|catatonit|init|systemd|supervisord)(?:\s|$)/;

export const ignoresSigterm = defineCause({
  id: 'ignores-sigterm',
  title: 'Process 1 does not end when it is asked to',
  principle: 'graceful-shutdown',
  explains: ['killed-by-signal'],
  weigh(evidence) {
    return weighStop(evidence) ?? weighSignals(evidence);
  },
});

/** A stop that had to kill: the last one, whatever became of the container since. */
function weighStop(evidence: ContainerEvidence): Weighed | null {
  const ending = endingOf(evidence);
  const polite = ending?.sent.find((signal) => signal !== 9);
  if (!ending || polite === undefined || ending.askedBy !== 'stop' || !ending.sent.includes(9)) return null;
  if (ending.signal !== 9 || killedAtOnce(ending)) return null;
  const { killedAfterMs, exitCode } = ending;
  const then = killedAfterMs === null ? 'then (nothing tells when)' : `${duration(killedAfterMs)} later`;
  return {
    // somebody may have given it no time
    confidence: killedAfterMs === null ? 0.65 : 0.95,
    evidence: [
      {
        source: 'events',
        text: `docker stop sent ${signalName(polite)}, nothing happened, and ${then} it sent SIGKILL (exit code ${exitCode})`,
      },
      ...firstProcess(evidence),
    ],
    remedies: remediesFor(evidence),
  };
}

/**
 * Process 1 gets no default action: a signal that it does not catch does nothing. That costs nobody anything until it is stopped, so
 * alone it is only worth mentioning; one that was told to ignore it was told so on purpose or by mistake.
 */
function weighSignals(evidence: ContainerEvidence): Weighed | null {
  const { inside, settings, state } = evidence;
  if (!inside || state.status !== 'running') return null;
  const first = inside.processes.find(({ pid }) => pid === 1);
  if (!first || inits.test(first.command)) return null;
  const asked = signalNumber(settings.stopSignal || 'SIGTERM') ?? 15;
  const ignored = inside.ignoredSignals.includes(asked);
  if (!ignored && inside.caughtSignals.includes(asked)) return null;
  return {
    confidence: ignored ? 0.55 : 0.2,
    evidence: [
      {
        source: 'probe',
        text: `process 1 ${ignored ? 'ignores' : 'does not catch'} ${signalName(asked)}: docker stop will wait for its grace period, then kill it`,
      },
      ...describe(first),
    ],
    remedies: remediesFor(evidence),
  };
}

function firstProcess({ settings, inside }: ContainerEvidence): Evidence[] {
  const running = inside?.processes.find(({ pid }) => pid === 1);
  if (running) return describe(running);
  const command = [...settings.entrypoint, ...settings.command].join(' ');
  return command === ''
    ? []
    : [
        {
          source: 'engine',
          text: `process 1 was ${command.slice(0, 200)}${shell.test(command) ? ', a shell: it passes no signal on' : ''}`,
        },
      ];
}

function describe({ command }: Pick<Process, 'command'>): Evidence[] {
  const text = command.slice(0, 200);
  return [
    { source: 'probe', text: `process 1 is ${text}${shell.test(command) ? ', a shell: it passes no signal on' : ''}` },
  ];
}

function remediesFor(evidence: ContainerEvidence): Remedy[] {
  const { settings } = evidence;
  const words = [...settings.entrypoint, ...settings.command];
  const viaShell = shell.test(words.join(' '));
  const handler: Partial<Record<string, string>> = {
    python: 'signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))',
    node: "process.on('SIGTERM', () => server.close(() => process.exit(0)))",
    ruby: "trap('TERM') { exit }",
    php: 'pcntl_async_signals(true); pcntl_signal(SIGTERM, fn () => exit(0));',
  };
  const runtime = runtimeOf(evidence) ?? '';
  const line = handler[runtime];
  return [
    ...(viaShell
      ? [
          {
            description:
              'Replace the shell by the program, so that it gets the signal: exec before the last command of the script, or the exec form in the Dockerfile (CMD ["program", "argument"])',
          },
        ]
      : []),
    ...(line ? [{ description: `Catch it in the application: ${line}` }] : []),
    changeSetting(evidence, 'Or let an init pass it on', 'init: true', { options: settings.init ? [] : ['--init'] }),
  ];
}
