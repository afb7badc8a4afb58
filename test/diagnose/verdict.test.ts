import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnose/diagnose-container.js';
import { nextLooks, verdictOf } from '../../src/diagnose/verdict.js';
import { aCause } from './a-diagnosis.js';
import { anEnded, anEvent, anEvidence, anInside, aRefused, publishing, saying, startedAt } from './an-evidence.js';

describe('the verdict', () => {
  test('is healthy for what runs without a cause worth telling', () => {
    expect(verdictOf(anEvidence(), [])).toBe('healthy');
    expect(verdictOf(anEvidence(), [aCause('ignores-sigterm', 0.2)])).toBe('healthy');
  });

  test('is healthy for what ended with 0, with completed-normally at the top', () => {
    const { verdict, causes } = diagnose(anEnded(0, ['done']));
    expect(verdict).toBe('healthy');
    expect(causes.map(({ id }) => id)).toEqual(['completed-normally']);
  });

  test('is faulty from a likely cause on', () => {
    expect(verdictOf(anEvidence(), [aCause('zombie-processes', 0.5)])).toBe('faulty');
  });

  test('is unknown where something may be wrong and nothing is likely', () => {
    expect(verdictOf(anEvidence(), [aCause('zombie-processes', 0.3)])).toBe('unknown');
  });

  test('is unknown for a silent end with 1: no cause is invented, and what to look at next is named', () => {
    const diagnosis = diagnose(anEnded(1, []));
    expect(diagnosis.verdict).toBe('unknown');
    expect(diagnosis.causes).toEqual([]);
    expect(diagnosis.next.map(({ command }) => command)).toContain('docker run --rm -it --entrypoint sh shop:1.0.0');
  });

  test('is unknown for a container that was never started, which is what to do next', () => {
    const diagnosis = diagnose(aRefused('', 0, { state: { exitCode: null } }));
    expect(diagnosis.verdict).toBe('unknown');
    expect(diagnosis.next[0]?.command).toBe('docker start web');
  });

  test('is healthy for 143 whose sender the engine has forgotten, and faulty for SIGTERM that it did not send', () => {
    expect(diagnose(anEnded(143, ['serving'], { events: [] })).verdict).toBe('healthy');
    expect(diagnose(anEnded(143, ['serving'])).verdict).toBe('faulty');
  });

  test('of what is being removed is that of its end', () => {
    const removing = (exitCode: number) => anEnded(exitCode, ['boom'], { state: { status: 'removing' } });
    expect(diagnose(removing(1)).verdict).toBe('unknown');
    expect(diagnose(removing(0)).verdict).toBe('healthy');
  });

  test('is unknown for what was removed before it ever started', () => {
    expect(verdictOf(anEvidence({ state: { status: 'removed', startedAt: null } }), [])).toBe('unknown');
    expect(diagnose(anEnded(0, [], { state: { status: 'removed' } })).verdict).toBe('healthy');
  });

  test('is unknown for an unhealthy container with no output of its check', () => {
    const evidence = anEvidence({ state: { health: { status: 'unhealthy', failingStreak: 3, log: [] } } });
    expect(verdictOf(evidence, [])).toBe('unknown');
  });

  test('is unknown where a port is published and nothing listens, not where an image merely names one', () => {
    const inside = anInside();
    const published = anEvidence({ inside, settings: { publishedPorts: [publishing(8_000)] } });
    expect(verdictOf(published, [])).toBe('unknown');
    expect(nextLooks(published).map(({ command }) => command)).toContain('docker top web');
    expect(verdictOf(anEvidence({ inside, settings: { exposedPorts: ['6379/tcp'] } }), [])).toBe('healthy');
  });
});

describe('what to look at next', () => {
  test('names the log driver that cannot be read', () => {
    const evidence = anEnded(1, [], {
      logs: { ...saying(), driver: 'syslog', unreadable: 'the driver does not support reading' },
    });
    expect(nextLooks(evidence)[0]?.description).toContain('syslog');
  });

  test('runs a health check by hand, quoted for a shell', () => {
    const evidence = anEvidence({
      state: { health: { status: 'unhealthy', failingStreak: 3, log: [] } },
      settings: {
        healthCheck: {
          test: ['CMD-SHELL', "curl -f 'http://localhost' || exit 1"],
          intervalMs: 1,
          timeoutMs: 1,
          startPeriodMs: 0,
          retries: 3,
        },
      },
    });
    expect(nextLooks(evidence).map(({ command }) => command)).toContain(
      `docker exec web sh -c 'curl -f '\\''http://localhost'\\'' || exit 1'; echo "exit code $?"`,
    );
  });
});

test('an end long ago of which only the state is left is still judged by its exit code', () => {
  const evidence = anEnded(0, [], { events: [anEvent('create', startedAt)] });
  expect(diagnose(evidence).verdict).toBe('healthy');
});
