import { defineCause, type Evidence, type Remedy, type Weighed } from '../cause.js';
import { duration } from '../duration.js';
import { type Ending, endedAsAsked, endingOf } from '../ending.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { lastLife } from '../logs/last-life.js';
import { quote } from '../quote-log.js';
import { signalName } from '../signals.js';

/** What each says of the program, where nobody sent it. */
const meanings: Readonly<Record<number, string>> = {
  4: 'it ran an instruction that this processor does not have: a build for a newer one, or a damaged program',
  6: 'it gave itself up: a failed assertion or an exception that nothing caught',
  7: 'it read memory that is not backed: a full /dev/shm or a file that became shorter',
  8: 'it divided by zero',
  11: 'it touched memory that is not its own: a defect in native code',
  13: 'it wrote to a pipe that nobody reads any more',
  31: 'it called the system in a way that the seccomp profile forbids',
};
const lastWords =
  /core dumped|[Ss]egmentation fault|\bAborted\b|Illegal instruction|[Bb]us error|Floating point exception|terminate called|what\(\): |[Aa]ssertion .{0,200}failed|stack smashing|double free|Bad system call|Fatal Python error/;

export const killedBySignal = defineCause({
  id: 'killed-by-signal',
  title: 'A signal ended it',
  principle: 'graceful-shutdown',
  weigh(evidence) {
    const { status, oomKilled } = evidence.state;
    if (status === 'created' || status === 'paused') return null;
    const ending = endingOf(evidence);
    if (!ending || ending.signal === null || oomKilled || evidence.events.some(({ action }) => action === 'oom'))
      return null;
    if (status === 'running' && evidence.state.restartCount === 0) return null;
    if (endedAsAsked(ending) && status !== 'restarting') return null;
    return weighSignal(evidence, ending, ending.signal);
  },
});

function weighSignal(evidence: ContainerEvidence, ending: Ending, signal: number): Weighed | null {
  const what: Evidence = {
    source: 'engine',
    text: `exit code ${ending.exitCode} is 128 + ${signal}: ${signalName(signal)}`,
  };
  const words = lastLife(evidence)
    .slice(-10)
    .findLast(({ text }) => lastWords.test(text));
  const said: Evidence[] = words ? [{ source: 'logs', text: quote(words.text) }] : [];
  if (signal === 9) return weighKill(evidence, ending, [what, ...said]);
  const meaning = meanings[signal];
  if (meaning)
    return {
      confidence: signal === 13 ? 0.6 : signal === 7 ? 0.8 : 0.93,
      evidence: [what, { source: 'engine', text: `${signalName(signal)}: ${meaning}` }, ...said],
      remedies: remediesFor(evidence, signal),
    };
  if (!ending.remembered) return null;
  const sender: Evidence = {
    source: 'events',
    text: 'the engine did not send it: a process in the container or on its host did',
  };
  return { confidence: 0.6, evidence: [what, sender, ...said], remedies: logRemedy(evidence) };
}

/** SIGKILL that was no lack of memory as far as the engine tells. */
function weighKill(evidence: ContainerEvidence, ending: Ending, lines: Evidence[]): Weighed | null {
  const { name } = evidence;
  const start: Remedy = { description: 'Start it again', command: `docker start ${name}` };
  if (ending.askedBy === 'stop')
    return {
      confidence: 0.85,
      evidence: [
        ...lines,
        {
          source: 'events',
          text: `docker stop killed it${ending.graceMs === null ? '' : ` ${duration(ending.graceMs)}`} after asking: ${ending.sent.map(signalName).join(', ')}`,
        },
      ],
      remedies: [start],
    };
  if (ending.sent.includes(9))
    return {
      // who removes a container by force wants it gone
      confidence: evidence.state.status === 'removed' ? 0.15 : 0.95,
      evidence: [
        ...lines,
        { source: 'events', text: 'SIGKILL was sent through the engine, as docker kill and docker rm -f do' },
      ],
      remedies: [
        { description: 'Ask it to end instead, so that it can finish what it does', command: `docker stop ${name}` },
        start,
      ],
    };
  // who killed it is not told: a limit or a lack of memory of the whole machine is as likely
  return {
    confidence: ending.remembered ? 0.55 : 0.4,
    evidence: [
      ...lines,
      {
        source: 'events',
        text: ending.remembered
          ? 'the engine sent no signal: something on its host killed it, or the kernel for lack of memory'
          : 'the engine no longer remembers whether it sent it',
      },
    ],
    remedies: [
      {
        description: 'See on the engine’s host whether the kernel killed it for lack of memory',
        command: 'sudo dmesg -T | grep -i -E "killed process|out of memory" | tail',
      },
    ],
  };
}

function remediesFor(evidence: ContainerEvidence, signal: number): Remedy[] {
  if (signal === 4)
    return [
      {
        description: `Use a build for this processor (${evidence.engine.architecture}), for example a package without AVX or an image of the right platform`,
        command: `docker image inspect --format '{{.Os}}/{{.Architecture}}' ${evidence.image}`,
      },
    ];
  if (signal === 31)
    return [
      {
        description: 'Find the call that the profile forbids: run it once without, for the test only',
        command: `docker run --rm --security-opt seccomp=unconfined ${evidence.image}`,
      },
    ];
  if (signal === 11 || signal === 6)
    return [
      {
        description:
          'Find the native code that failed; Python tells where with PYTHONFAULTHANDLER=1, others leave a core file with --ulimit core=-1',
        command: `docker run --rm -e PYTHONFAULTHANDLER=1 ${evidence.image}`,
      },
      ...logRemedy(evidence),
    ];
  return logRemedy(evidence);
}

function logRemedy({ name }: ContainerEvidence): Remedy[] {
  return [{ description: 'Read what it said before', command: `docker logs --tail 50 ${name}` }];
}
