import { describe, expect, test } from 'vitest';
import { readState } from '../../../src/diagnose/evidence/read-state.js';
import type { InspectedContainer } from '../../../src/engine/inspect-container.js';

/** As Podman 5.4 answers between two attempts. */
const between = (policy: string, most = 0, ExitCode = 0, RestartCount = 5) =>
  ({
    RestartCount,
    HostConfig: { RestartPolicy: { Name: policy, MaximumRetryCount: most } },
    State: {
      Status: 'exited',
      ExitCode,
      StartedAt: '2026-01-31T11:59:58.948Z',
      FinishedAt: '2026-01-31T11:59:58.950Z',
    },
  }) as InspectedContainer;
const status = (facts: InspectedContainer, podman: { stopped: boolean } | null = { stopped: false }) =>
  readState(facts, [], podman).status;

describe('the state that Podman tells', () => {
  test.each([
    ['always', between('always')],
    ['unless-stopped', between('unless-stopped')],
    ['on-failure, for ever', between('on-failure', 0, 1)],
    ['on-failure, one more time', between('on-failure', 6, 1)],
  ])('is restarting between two attempts: %s', (_policy, facts) => {
    expect(status(facts)).toBe('restarting');
  });

  test.each([
    ['no policy', between('no')],
    ['its first end', between('always', 0, 1, 0)],
    ['on-failure, and it succeeded', between('on-failure', 0, 0)],
    ['on-failure, and it gave up', between('on-failure', 5, 1)],
  ])('is exited: %s', (_why, facts) => {
    expect(status(facts)).toBe('exited');
  });

  test('is exited where somebody stopped it, and is Docker’s own word of Docker', () => {
    expect(readState(between('always'), [], { stopped: true })).toMatchObject({ status: 'exited', stopped: true });
    expect(status(between('always'), null)).toBe('exited');
  });
});
