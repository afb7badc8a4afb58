import { describe, expect, test } from 'vitest';
import { completedNormally } from '../../../src/diagnose/causes/completed-normally.js';
import { ignoresSigterm } from '../../../src/diagnose/causes/ignores-sigterm.js';
import { killedBySignal } from '../../../src/diagnose/causes/killed-by-signal.js';
import { restartLoop } from '../../../src/diagnose/causes/restart-loop.js';
import { anEnded, anEvent, anEvidence, anInside, now, startedAt } from '../an-evidence.js';

const texts = (weighed: { evidence: { text: string }[] } | null) =>
  (weighed?.evidence ?? []).map(({ text }) => text).join('\n');
/** Stopped through the engine with these signals, a second apart. */
const stopped = (exitCode: number, ...signals: number[]) =>
  anEnded(exitCode, ['serving'], {
    events: [
      anEvent('start', startedAt),
      ...signals.map((signal, index) => anEvent('kill', now - 5_000 + index * 1_000, { signal: String(signal) })),
      anEvent('die', now - 500, { exitCode: String(exitCode) }),
      anEvent('stop', now - 499),
    ],
  });
const killed = (exitCode: number, signal: number) => {
  const evidence = stopped(exitCode, signal);
  return { ...evidence, events: evidence.events.filter(({ action }) => action !== 'stop') };
};

describe('completed-normally', () => {
  test('is a job that ended with 0', () => {
    expect(completedNormally.weigh(anEnded(0, ['done']))?.confidence).toBe(0.95);
  });

  test('is what ended when docker stop asked, by SIGTERM or with a code of its own', () => {
    expect(completedNormally.weigh(stopped(143, 15))?.confidence).toBe(0.9);
    expect(completedNormally.weigh(stopped(1, 15))?.confidence).toBe(0.9);
    expect(texts(completedNormally.weigh(stopped(143, 15)))).toContain('SIGTERM');
  });

  test('is not what docker stop had to kill, nor what crashed, nor what a policy restarts', () => {
    expect(completedNormally.weigh(stopped(137, 15, 9))).toBeNull();
    expect(completedNormally.weigh(anEnded(1, ['bad']))).toBeNull();
    expect(completedNormally.weigh(anEnded(0, [], { state: { status: 'restarting' } }))).toBeNull();
  });

  test('says of a lone shell how it is meant to be run', () => {
    const weighed = completedNormally.weigh(anEnded(0, [], { settings: { command: ['bash'] } }));
    expect(weighed?.remedies[0]?.command).toBe('docker run -it --rm shop:1.0.0');
  });
});

describe('killed-by-signal', () => {
  test.each([
    [139, 'SIGSEGV'],
    [134, 'SIGABRT'],
    [132, 'SIGILL'],
    [159, 'SIGSYS'],
  ])('%s is %s, and what that means', (exitCode, name) => {
    const weighed = killedBySignal.weigh(anEnded(exitCode, []));
    expect(weighed?.confidence).toBeGreaterThan(0.9);
    expect(texts(weighed)).toContain(name);
  });

  test('docker kill is told from the events', () => {
    const weighed = killedBySignal.weigh(killed(137, 9));
    expect(weighed?.confidence).toBe(0.95);
    expect(texts(weighed)).toContain('docker kill');
  });

  test('docker kill is known of Podman too, whose event tells no signal', () => {
    const evidence = killed(137, 9);
    const events = evidence.events.map((event) => (event.action === 'kill' ? { ...event, attributes: {} } : event));
    expect(texts(killedBySignal.weigh({ ...evidence, events, state: { ...evidence.state, stopped: true } }))).toContain(
      'docker kill',
    );
  });

  test('docker rm -f is what somebody wanted', () => {
    const evidence = killed(137, 9);
    expect(killedBySignal.weigh({ ...evidence, state: { ...evidence.state, status: 'removed' } })?.confidence).toBe(
      0.15,
    );
  });

  test('SIGKILL that nobody sent through the engine is only likely', () => {
    expect(killedBySignal.weigh(anEnded(137, []))?.confidence).toBe(0.55);
    expect(killedBySignal.weigh(anEnded(137, [], { events: [] }))?.confidence).toBe(0.4);
  });

  test('is not what the kernel killed for lack of memory, nor what was asked to end', () => {
    expect(killedBySignal.weigh(anEnded(137, [], { state: { oomKilled: true } }))).toBeNull();
    expect(
      killedBySignal.weigh(
        anEnded(137, [], {
          events: [anEvent('start', startedAt), anEvent('oom', now - 600), anEvent('die', now - 500)],
        }),
      ),
    ).toBeNull();
    expect(killedBySignal.weigh(stopped(143, 15))).toBeNull();
  });
});

describe('ignores-sigterm', () => {
  test('a stop that had to kill, with how long it waited', () => {
    const weighed = ignoresSigterm.weigh(stopped(137, 15, 9));
    expect(weighed?.confidence).toBe(0.95);
    expect(texts(weighed)).toContain('SIGTERM, nothing happened, and 1.0 s later it sent SIGKILL');
  });

  test('a stop or restart that kills at once (-t 0) says nothing of the program', () => {
    // as Docker 28 tells it: the stop before the end, the SIGKILL a hundredth of a second after the SIGTERM
    const events = [
      anEvent('start', startedAt),
      anEvent('kill', now - 5_000, { signal: '15' }),
      anEvent('kill', now - 4_989, { signal: '9' }),
      anEvent('stop', now - 4_823),
      anEvent('die', now - 4_819, { exitCode: '137' }),
    ];
    const over = anEnded(137, ['serving'], { events });
    expect(ignoresSigterm.weigh(over)).toBeNull();
    expect(killedBySignal.weigh(over)).toBeNull();
    expect(completedNormally.weigh(over)?.confidence).toBe(0.9);
    const again = anEvidence({
      state: { exitCode: 137, startedAt: now - 3_800 },
      events: [...events, anEvent('start', now - 3_800), anEvent('restart', now - 3_800)],
    });
    expect(ignoresSigterm.weigh(again)).toBeNull();
  });

  test('Podman tells that somebody stopped it, and neither signals nor times', () => {
    const podman = (exitCode: number) =>
      anEnded(exitCode, ['serving'], {
        state: { stopped: true },
        events: [anEvent('start', startedAt), anEvent('die', now - 500, { exitCode: String(exitCode) })],
      });
    expect(ignoresSigterm.weigh(podman(137))?.confidence).toBe(0.65);
    expect(texts(ignoresSigterm.weigh(podman(137)))).toContain('SIGTERM, nothing happened, and then');
    expect(completedNormally.weigh(podman(143))?.confidence).toBe(0.9);
    // once it is removed, not even that
    const removed = anEnded(137, [], {
      engine: { podman: true },
      state: { status: 'removed' },
      events: podman(137).events,
    });
    expect(killedBySignal.weigh(removed)?.confidence).toBe(0.4);
    expect(ignoresSigterm.weigh(podman(143))).toBeNull();
    expect(killedBySignal.weigh(podman(143))).toBeNull();
  });

  test('names a shell as process 1, and what to do about it', () => {
    const weighed = ignoresSigterm.weigh({
      ...stopped(137, 15, 9),
      settings: anEvidence({ settings: { command: ['sh', '-c', 'python3 main.py; true'] } }).settings,
    });
    expect(texts(weighed)).toContain('a shell: it passes no signal on');
    expect(weighed?.remedies[0]?.description).toContain('exec');
  });

  test('a running process that does not catch it is worth a word, and no fault yet', () => {
    const weighed = ignoresSigterm.weigh(anEvidence({ inside: anInside({ caughtSignals: [2] }) }));
    expect(weighed?.confidence).toBe(0.2);
  });

  test('one that ignores it is', () => {
    const inside = anInside({ caughtSignals: [2], ignoredSignals: [15] });
    expect(ignoresSigterm.weigh(anEvidence({ inside }))?.confidence).toBe(0.55);
  });

  test('says nothing below an init, of a signal that is caught, or without a look inside', () => {
    const init = { pid: 1, parent: 0, state: 'S', command: '/sbin/docker-init -- python3 main.py', user: '0' };
    expect(ignoresSigterm.weigh(anEvidence({ inside: anInside({ processes: [init], caughtSignals: [] }) }))).toBeNull();
    expect(ignoresSigterm.weigh(anEvidence({ inside: anInside() }))).toBeNull();
    expect(ignoresSigterm.weigh(anEvidence())).toBeNull();
  });

  test('asks for the stop signal that the container has', () => {
    const settings = { stopSignal: 'SIGQUIT' };
    expect(ignoresSigterm.weigh(anEvidence({ settings, inside: anInside() }))?.confidence).toBe(0.2);
    expect(ignoresSigterm.weigh(anEvidence({ settings, inside: anInside({ caughtSignals: [3] }) }))).toBeNull();
  });

  test('docker kill is no stop', () => {
    expect(ignoresSigterm.weigh(killed(137, 9))).toBeNull();
  });
});

describe('restart-loop', () => {
  const policy = { restartPolicy: { name: 'always', maximumRetryCount: 0 } };
  const ends = Array.from({ length: 5 }, (_, index) => [
    anEvent('start', now - 60_000 + index * 10_000),
    anEvent('die', now - 58_000 + index * 10_000, { exitCode: '1' }),
  ]).flat();

  test('tells the policy, how often, and how often a minute', () => {
    const weighed = restartLoop.weigh(
      anEnded(1, [], { events: ends, settings: policy, state: { status: 'restarting', restartCount: 5 } }),
    );
    expect(weighed?.confidence).toBe(0.95);
    expect(texts(weighed)).toContain('restarted 5 times by the restart policy always, 6.0 a minute');
    expect(texts(weighed)).toContain('the last attempt ran for 2.0 s');
    expect(weighed?.remedies[0]?.command).toBe('docker update --restart=no web');
  });

  test('of a job that is done each time: let it end', () => {
    const weighed = restartLoop.weigh(
      anEnded(0, [], { settings: policy, state: { status: 'restarting', restartCount: 4 } }),
    );
    expect(weighed?.remedies[0]?.command).toBe('docker update --restart=on-failure:3 web');
  });

  test('on-failure that gave up', () => {
    const weighed = restartLoop.weigh(
      anEnded(1, [], {
        settings: { restartPolicy: { name: 'on-failure', maximumRetryCount: 3 } },
        state: { restartCount: 3 },
      }),
    );
    expect(weighed?.confidence).toBe(0.85);
  });

  test('one restart long ago is no loop', () => {
    const weighed = restartLoop.weigh(anEvidence({ settings: policy, state: { restartCount: 1 } }));
    expect(weighed?.confidence).toBe(0.1);
  });
});
