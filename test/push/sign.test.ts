import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { signImage } from '../../src/push/attach/sign.js';

const reference = `ghcr.io/me/app@sha256:${'a'.repeat(64)}`;
const activity = { signal: new AbortController().signal, report: () => {} };

/** A stand-in for cosign that writes down what it was called with, and ends with a code. */
async function withCosign(exitCode: number) {
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-cosign-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const program = join(folder, 'cosign');
  await writeFile(
    program,
    `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/called"\necho "the key is $COSIGN_KEY" >&2\nexit ${exitCode}\n`,
  );
  await chmod(program, 0o755);
  const surroundings = (env: Record<string, string>) => ({
    env: { PATH: `${folder}${delimiter}/usr/bin${delimiter}/bin`, ...env },
    platform: process.platform,
    home: folder,
  });
  return { surroundings, called: async () => (await readFile(join(folder, 'called'), 'utf8')).trim().split('\n') };
}

test.skipIf(process.platform === 'win32')('cosign signs the digest, with the key by its name', async () => {
  const { surroundings, called } = await withCosign(0);
  const signed = await signImage(reference, activity, surroundings({ COSIGN_KEY: 'azurekms://vault/key' }));
  expect(signed).toMatchObject({ id: 'signature', status: 'ok' });
  expect(await called()).toEqual(['sign', '--yes', '--key', 'azurekms://vault/key', reference]);
});

test.skipIf(process.platform === 'win32')('a key that is a text is in no argument, and in no word', async () => {
  const { surroundings, called } = await withCosign(1);
  const key = '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----planted';
  const signed = await signImage(reference, activity, surroundings({ COSIGN_KEY: key }));
  expect(await called()).toEqual(['sign', '--yes', '--key', 'env://COSIGN_KEY', reference]);
  expect(signed).toMatchObject({ status: 'warn', detail: expect.stringContaining('not signed') });
  expect(JSON.stringify(signed)).not.toContain('planted');
});

test.skipIf(process.platform === 'win32')('a CI job signs with its identity; without one nobody is asked', async () => {
  const { surroundings, called } = await withCosign(0);
  expect(await signImage(reference, activity, surroundings({}))).toMatchObject({ status: 'not-measured' });
  await expect(called()).rejects.toThrow('ENOENT');
  await signImage(reference, activity, surroundings({ ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ci.example' }));
  expect(await called()).toEqual(['sign', '--yes', reference]);
});

test('without cosign it is said that nothing is signed', async () => {
  const surroundings = { env: { PATH: '', COSIGN_KEY: 'k' }, platform: 'aix' as const, home: '/' };
  expect(await signImage(reference, activity, surroundings)).toMatchObject({
    status: 'not-measured',
    detail: expect.stringContaining('not installed'),
  });
});
