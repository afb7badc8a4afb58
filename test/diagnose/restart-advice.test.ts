import { describe, expect, test } from 'vitest';
import type { ContainerSettings, ContainerState } from '../../src/diagnose/evidence/container-evidence.js';
import { adviseRestart } from '../../src/diagnose/restart-advice.js';

type Wanted = { policy: string; most?: number; port?: boolean; check?: boolean } & Partial<ContainerState>;

function advise({ policy, most = 0, port = false, check = false, ...state }: Wanted) {
  const settings = {
    restartPolicy: { name: policy, maximumRetryCount: most },
    exposedPorts: port ? ['8000/tcp'] : [],
    publishedPorts: [],
    healthCheck: check ? { test: ['CMD', 'true'] } : null,
  } as unknown as ContainerSettings;
  return adviseRestart(settings, { status: 'running', exitCode: null, restartCount: 0, ...state } as ContainerState);
}

describe('a restart policy', () => {
  test.each<[string, Wanted, string, string, string | undefined]>([
    ['a service without one', { policy: 'no', port: true }, 'service', 'no', 'unless-stopped'],
    ['a service with none named', { policy: '', check: true }, 'service', 'no', 'unless-stopped'],
    ['a service with unless-stopped', { policy: 'unless-stopped', port: true }, 'service', 'yes', undefined],
    ['a service with always', { policy: 'always', check: true }, 'service', 'yes', undefined],
    ['a service with on-failure', { policy: 'on-failure', port: true }, 'service', 'no', 'unless-stopped'],
    ['a job with always', { policy: 'always', exitCode: 0, restartCount: 4 }, 'job', 'no', 'on-failure:3'],
    ['a job without one', { policy: 'no', status: 'exited', exitCode: 0 }, 'job', 'yes', undefined],
    ['a job with attempts', { policy: 'on-failure', most: 3, status: 'exited', exitCode: 0 }, 'job', 'yes', undefined],
    ['what runs and serves nobody', { policy: 'no' }, 'unknown', 'unknown', undefined],
    ['what failed and serves nobody', { policy: 'no', status: 'exited', exitCode: 1 }, 'unknown', 'unknown', undefined],
  ])('%s', (_, wanted, kind, fits, better) => {
    const advice = advise(wanted);
    expect(advice).toMatchObject({ kind, fits });
    expect(advice.better).toBe(better);
    expect(advice.reasons.length).toBeGreaterThan(0);
  });

  test('of what serves nobody tells whether and how it ended', () => {
    const why = (wanted: Wanted) => advise(wanted).reasons[0];
    expect(why({ policy: 'no', status: 'exited', exitCode: 3 })).toContain('and ended with exit code 3:');
    expect(why({ policy: 'always', restartCount: 2 })).toContain('and ended:');
    expect(why({ policy: 'no' })).toContain('and has not ended yet:');
  });

  test('hides a failure that it repeats, and says when its attempts are used', () => {
    const loop = advise({ policy: 'always', port: true, restartCount: 7, exitCode: 1 });
    expect(loop.reasons.join('\n')).toContain('7 times: the policy hides that it fails');
    const used = advise({ policy: 'on-failure', most: 3, port: true, restartCount: 3, exitCode: 1, status: 'exited' });
    expect(used.policy).toBe('on-failure:3');
    expect(used.reasons.join('\n')).toContain('all 3 attempts are used');
  });
});
