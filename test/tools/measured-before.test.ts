import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { measuredBefore } from '../../src/tools/measured-before.js';
import { amendProof, saveProof } from '../../src/verify/proof.js';
import type { Verification } from '../../src/verify/verification.js';
import { aProject, aSpec } from '../generate/a-project.js';

const spec = (version: string, name = 'task-api') =>
  aSpec(aProject({ name, version }), { registry: { repository: 'ghcr.io/me/task-api', tags: [] } });

function verification(id: string, changes: Partial<Verification> = {}): Verification {
  return {
    image: { reference: 'task-api:1.0.0', id: `sha256:${id.repeat(64)}`, sizeBytes: 1 },
    dockerfile: 'Dockerfile',
    criteria: [],
    verdict: 'pass',
    timings: { totalMs: 1, coldStartMs: 400 },
    run: { readOnlyRoot: true, cameUp: true },
    memoryBytes: 40e6,
    warnings: [],
    ...changes,
  };
}

const push = (repository: string, digest: string) => ({
  pushedAt: '2026-01-01T00:00:00.000Z',
  references: [`${repository}:1.0.0`, `${repository}:latest`],
  digest: `sha256:${digest.repeat(64)}`,
});

describe('what was measured before', () => {
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'dockwright-state-'));
    vi.stubEnv('XDG_STATE_HOME', folder);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') });
    onTestFinished(() => {
      vi.useRealTimers();
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true, force: true });
    });
  });
  const later = () => vi.advanceTimersByTime(1000);

  test('is nothing where there is no proof', async () => {
    expect(await measuredBefore(spec('1.0.0'))).toEqual({});
  });

  test('is the newest of that application in which it came up', async () => {
    await saveProof(spec('1.0.0'), verification('a'));
    later();
    await saveProof(spec('1.1.0'), verification('b', { timings: { totalMs: 1, coldStartMs: 900 }, memoryBytes: 50e6 }));
    later();
    await saveProof(spec('1.1.0'), verification('c', { run: { readOnlyRoot: true, cameUp: false } }));
    await saveProof(spec('1.1.0', 'other'), verification('d', { memoryBytes: 1 }));
    expect(await measuredBefore(spec('1.1.0'))).toEqual({ coldStartMs: 900, memoryBytes: 50e6, readOnlyRoot: true });
  });

  test('has the digest of the latest push to the Spec’s repository, for the version that was pushed', async () => {
    await saveProof(spec('1.0.0'), verification('a'));
    await amendProof(`sha256:${'a'.repeat(64)}`, (proof) => ({
      ...proof,
      pushes: [
        push('ghcr.io/me/task-api', '1'),
        push('ghcr.io/me/task-api', '2'),
        push('ghcr.io/me/task-api-old', '3'),
      ],
    }));
    expect(await measuredBefore(spec('1.0.0'))).toMatchObject({ digest: `sha256:${'2'.repeat(64)}` });
    expect(await measuredBefore(spec('1.1.0'))).not.toHaveProperty('digest');
  });
});
