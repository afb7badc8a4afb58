import { describe, expect, test } from 'vitest';
import { healthCheckFailing } from '../../../src/diagnose/causes/health-check-failing.js';
import { healthCheckToolMissing } from '../../../src/diagnose/causes/health-check-tool-missing.js';
import type { Health } from '../../../src/diagnose/evidence/container-evidence.js';
import { aFile, anEvidence, now, saying, startedAt } from '../an-evidence.js';

const check = (test: string[], changes = {}) => ({
  test,
  intervalMs: 30_000,
  timeoutMs: 3_000,
  startPeriodMs: 0,
  retries: 3,
  ...changes,
});

function unhealthy(
  outputs: [exitCode: number, output: string][],
  changes: { test?: string[]; logs?: string[]; startedAt?: number } = {},
) {
  const log = outputs.map(([exitCode, output], index) => ({
    exitCode,
    output,
    startedAt: now - 30_000 + index * 1_000,
    durationMs: 100,
  }));
  const health: Health = { status: 'unhealthy', failingStreak: log.length, log };
  return anEvidence({
    state: { health, startedAt: changes.startedAt ?? startedAt },
    settings: { healthCheck: check(changes.test ?? ['CMD-SHELL', 'curl -f http://localhost:8000/health || exit 1']) },
    logs: saying(...(changes.logs ?? [])),
  });
}

describe('health-check-failing', () => {
  test('tells the check, its exit code and what it printed', () => {
    const weighed = healthCheckFailing.weigh(unhealthy([[22, 'curl: (22) The requested URL returned error: 503']]));
    expect(weighed?.confidence).toBe(0.93);
    expect(weighed?.evidence.map(({ text }) => text)).toEqual([
      'health is unhealthy: 1 checks failed in a row',
      'the check is curl -f http://localhost:8000/health || exit 1',
      'it ended with exit code 22 and printed "curl: (22) The requested URL returned error: 503"',
    ]);
    expect(weighed?.remedies[0]?.command).toBe(
      `docker exec web sh -c 'curl -f http://localhost:8000/health || exit 1'; echo "exit code $?"`,
    );
  });

  test('one that takes too long gets more time, and the advice to make the route faster', () => {
    const weighed = healthCheckFailing.weigh(unhealthy([[-1, 'Health check exceeded timeout (3s): ']]));
    expect(weighed?.evidence.at(-1)?.text).toBe('it did not end within its timeout of 3.0 s');
    expect(weighed?.remedies.map(({ description }) => description).join('\n')).toContain('Give it 9 seconds');
  });

  test('one that comes while the service still loads gets a start period', () => {
    const weighed = healthCheckFailing.weigh(
      unhealthy([[1, 'Connection refused']], { logs: ['loading model'], startedAt: now - 35_000 }),
    );
    expect(weighed?.remedies[0]?.description).toContain('start_period');
    expect(weighed?.evidence.at(-1)?.text).toContain('5.0 s after the start');
  });

  test('says nothing of checks that pass', () => {
    const health: Health = {
      status: 'healthy',
      failingStreak: 0,
      log: [
        { exitCode: 1, output: 'refused', startedAt: now - 2_000, durationMs: 5 },
        { exitCode: 0, output: '', startedAt: now - 1_000, durationMs: 5 },
      ],
    };
    expect(healthCheckFailing.weigh(anEvidence({ state: { health } }))).toBeNull();
  });

  test('is no cause while it starts', () => {
    const { state, ...rest } = unhealthy([[1, '']]);
    const starting = {
      ...rest,
      state: { ...state, health: { ...(state.health as Health), status: 'starting' as const } },
    };
    expect(healthCheckFailing.weigh(starting)?.confidence).toBeLessThanOrEqual(0.2);
  });
});

describe('health-check-tool-missing', () => {
  test('where the engine says nothing, the folders of PATH do', () => {
    const evidence = unhealthy([[1, '']], { test: ['CMD', 'wget', '-q', 'http://localhost:8000/'] });
    const files = ['/usr/local/bin/wget', '/usr/bin/wget', '/bin/wget'].map((path) => aFile(path, { kind: 'missing' }));
    const weighed = healthCheckToolMissing.weigh({ ...evidence, files });
    expect(weighed?.confidence).toBe(0.98);
    expect(weighed?.evidence[1]?.text).toBe('it ended with 1 and said nothing; there is no wget on its PATH');
    // it is there, or nobody has looked
    expect(
      healthCheckToolMissing.weigh({ ...evidence, files: [...files.slice(1), aFile('/usr/local/bin/wget')] }),
    ).toBeNull();
    expect(healthCheckToolMissing.weigh(evidence)).toBeNull();
  });

  test('a shell by another name', () => {
    const evidence = unhealthy([[1, '-fsS: line 1: curl: command not found']]);
    expect(healthCheckToolMissing.weigh(evidence)?.confidence).toBe(0.98);
  });

  test.each([
    ['/bin/sh: 1: curl: not found', 1],
    ['/bin/sh: line 1: curl: command not found', 127],
    ['sh: curl: not found', 127],
    [
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH: unknown',
      -1,
    ],
    ['bash: line 1: curl: command not found', 127],
  ])('%s', (output, exitCode) => {
    const weighed = healthCheckToolMissing.weigh(unhealthy([[exitCode, output]]));
    expect(weighed?.confidence).toBe(0.98);
    expect(weighed?.remedies.map(({ description }) => description).join('\n')).toContain('install curl');
  });

  test('offers the interpreter that is there, with the check’s own address', () => {
    const [first] = healthCheckToolMissing.weigh(unhealthy([[127, 'sh: 1: curl: not found']]))?.remedies ?? [];
    expect(first?.description).toContain("urlopen('http://localhost:8000/health', timeout=3)");
  });

  test('says nothing of a page that was not found', () => {
    expect(
      healthCheckToolMissing.weigh(unhealthy([[22, 'curl: (22) The requested URL returned error: 404 Not Found']])),
    ).toBeNull();
    expect(healthCheckToolMissing.weigh(unhealthy([[1, 'service "orders": not found']]))).toBeNull();
  });
});
