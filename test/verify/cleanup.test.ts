import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { connectEngine } from '../../src/engine/connect.js';
import { sweep } from '../../src/engine/run.js';
import { verifyImage } from '../../src/verify/verify-image.js';
import { temporaryFolder } from '../engine/temporary-folder.js';
import { engineTest } from '../lab/engine.js';
import { leftovers, removeImage, requestFor, service, specFor } from './service-fixture.js';

/** Verifies in a process of its own, which can be killed. */
const script = `
import { verifyImage } from '${join(import.meta.dirname, '../../src/verify/verify-image.ts')}';
process.on('message', async (request) => {
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  try {
    await verifyImage(request, { signal: stop.signal, report: (message) => process.send?.(message) });
  } catch (error) {
    process.exitCode = error.name === 'AbortError' ? 130 : 1;
  }
  process.disconnect();
});
`;
let program: string;

beforeAll(async () => {
  program = join(import.meta.dirname, '../../node_modules/.cache/dockwright-verify-process.mjs');
  const entry = `${program}.source.ts`;
  await writeFile(entry, script).catch(async () => {
    const { mkdir } = await import('node:fs/promises');
    await mkdir(join(program, '..'), { recursive: true });
    await writeFile(entry, script);
  });
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: program,
    logLevel: 'error',
  });
});

/** Starts a verification in another process and sends a signal when it reports something. */
async function interrupt(
  signal: NodeJS.Signals,
  when: string,
  dockerfile?: string,
): Promise<{ code: number | null; pid: number }> {
  const spec = specFor();
  const request = await requestFor({ spec, ...(dockerfile ? { dockerfile } : {}) });
  onTestFinished(() => removeImage(`${spec.app.name}:1.0.0`));
  const child = fork(program, { stdio: 'ignore' });
  child.on('message', (message) => String(message).startsWith(when) && child.kill(signal));
  child.send(request);
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, pid: child.pid as number };
}

engineTest.each(['SIGINT', 'SIGTERM'] as const)('%s while it runs leaves nothing behind', async (signal) => {
  const { code, pid } = await interrupt(signal, 'run: waiting');
  expect(code).toBe(130);
  expect(await leftovers(pid)).toEqual([]);
});

engineTest.each(['run: measuring', 'run: stopping', 'run: with another', 'rebuild:'])(
  'stopped at "%s", nothing is left',
  async (when) => {
    const stop = new AbortController();
    const spec = specFor();
    onTestFinished(() => removeImage(`${spec.app.name}:1.0.0`));
    const work = verifyImage(await requestFor({ spec }), {
      signal: stop.signal,
      report: (message) => message.startsWith(when) && stop.abort(),
    });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(await leftovers()).toEqual([]);
  },
);

engineTest('what a killed process left is taken away by the next one, and nothing of a living one', async () => {
  const engine = await connectEngine();
  const living = await engine.docker.createContainer({
    Image: 'python:3.13-slim',
    Cmd: ['sleep', '1000'],
    Labels: { 'dev.dockwright.run': 'living', 'dev.dockwright.owner': JSON.stringify(['another host', 1, '']) },
  });
  onTestFinished(() => living.remove({ force: true }));
  const { pid } = await interrupt('SIGKILL', 'run: measuring');
  expect((await leftovers(pid)).length).toBeGreaterThan(0);
  // the engine may still be at what it was asked for last
  await vi.waitFor(
    async () => {
      await sweep(engine);
      expect(await leftovers(pid)).toEqual([]);
    },
    { timeout: 20_000 },
  );
  expect((await living.inspect()).Id).toBe(living.id);
});

engineTest('a failure in the middle leaves nothing behind', async () => {
  const spec = specFor({ criteria: { health: { path: '/health' } } });
  onTestFinished(() => removeImage(`${spec.app.name}:1.0.0`));
  const request = await requestFor({ spec, files: { 'main.py': service } });
  const report = (message: string) => {
    if (message.startsWith('run: measuring')) throw new Error('a face that fails');
  };
  await expect(verifyImage(request, { signal: new AbortController().signal, report })).rejects.toThrow(
    'a face that fails',
  );
  expect(await leftovers()).toEqual([]);
});

test('stopped before it began, it asks no engine', async () => {
  const request = await requestFor({});
  const folder = await temporaryFolder();
  vi.stubEnv('DOCKER_HOST', `unix://${folder}/none.sock`);
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(verifyImage(request, { signal: AbortSignal.abort(), report: () => {} })).rejects.toMatchObject({
    name: 'AbortError',
  });
});
