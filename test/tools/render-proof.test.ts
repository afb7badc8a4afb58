import { describe, expect, test } from 'vitest';
import type { Proof } from '../../src/tools/proof-schema.js';
import { renderProof } from '../../src/tools/render-proof.js';

const proof: Proof = {
  image: { reference: 'shop:1.0.0', id: 'sha256:0', sizeBytes: 166_000_000 },
  dockerfile: 'generated',
  criteria: [],
  verdict: 'pass',
  timings: {},
  warnings: [],
};

const runLine = (change: Partial<Proof>): string | undefined =>
  renderProof({ ...proof, ...change }, {}, '')
    .split('\n')
    .find((line) => line.startsWith('  run '));

describe('the line about the run', () => {
  test('says that it was hardened, and what memory it took', () => {
    expect(runLine({ run: { readOnlyRoot: true, cameUp: true }, memoryBytes: 45_000_000 })).toBe(
      '  run    hardened: no capabilities, no new privileges, read-only root; 45 MB of memory at rest',
    );
  });

  test('claims no read-only root where it came up with a writable one alone', () => {
    const line = runLine({ run: { readOnlyRoot: false, cameUp: true } });
    expect(line).toContain('writable root, since it did not come up with a read-only one');
    expect(line).not.toContain('hardened');
  });

  test('says that it did not come up', () => {
    expect(runLine({ run: { readOnlyRoot: true, cameUp: false } })).toMatch(/read-only root; it did not come up$/);
  });

  test('is not there where nothing was run', () => {
    expect(runLine({})).toBeUndefined();
  });
});
