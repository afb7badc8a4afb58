import { expect, test } from 'vitest';
import { stateFolder } from '../../src/state-folder.js';
import { loadProof, saveProof } from '../../src/verify/proof.js';
import type { Verification } from '../../src/verify/verification.js';
import { temporaryFolder } from '../engine/temporary-folder.js';
import { specFor } from './service-fixture.js';

const id = `sha256:${'a'.repeat(64)}`;
const verification: Verification = {
  image: { reference: 'shop:1.0.0', id, sizeBytes: 1 },
  dockerfile: 'Dockerfile',
  criteria: [],
  verdict: 'pass',
  timings: { totalMs: 1 },
  warnings: [],
};

test('a proof is found again by the image’s digest; the newer one takes the older one’s place', async () => {
  const folder = await temporaryFolder();
  await saveProof(specFor(), { ...verification, verdict: 'fail' }, folder);
  await saveProof(specFor(), verification, folder);
  expect(await loadProof(id, folder)).toMatchObject({
    verification,
    app: { version: '1.0.0' },
    verifiedAt: expect.stringMatching(/Z$/),
  });
});

test('what is no proof of that image is none', async () => {
  const folder = await temporaryFolder();
  expect(await loadProof(id, folder)).toBeNull();
  expect(await loadProof('../../etc/passwd', folder)).toBeNull();
  const path = await saveProof(specFor(), verification, folder);
  const { writeFile } = await import('node:fs/promises');
  await writeFile(path, '{"format": "dockwright-proof/v1"}');
  expect(await loadProof(id, folder)).toBeNull();
});

test('the state folder is the platform’s own', () => {
  expect(stateFolder({ XDG_STATE_HOME: '/s' }, 'linux', '/h')).toBe('/s/dockwright');
  expect(stateFolder({}, 'linux', '/h')).toBe('/h/.local/state/dockwright');
  expect(stateFolder({}, 'darwin', '/h')).toBe('/h/Library/Application Support/dockwright');
  expect(stateFolder({ LOCALAPPDATA: 'C:\\L' }, 'win32', 'C:\\h')).toBe('C:\\L\\dockwright');
});
