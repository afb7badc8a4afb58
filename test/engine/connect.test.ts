import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connectEngine } from '../../src/engine/connect.js';
import { inspectImage } from '../../src/engine/image.js';
import { engineTest } from '../lab/engine.js';
import { temporaryFolder } from './temporary-folder.js';

engineTest('an engine that answers tells what it is', async () => {
  const engine = await connectEngine();
  expect(engine.os).toBe('linux');
  expect(engine.cpus).toBeGreaterThan(0);
  expect(engine.apiVersion).toMatch(/^\d+\.\d+$/);
});

test('nothing there: what was tried, and what to do', async () => {
  const folder = await temporaryFolder();
  const address = `unix://${join(folder, 'none.sock')}`;
  await expect(connectEngine({ env: { DOCKER_HOST: address }, platform: 'linux', home: folder })).rejects.toMatchObject(
    {
      code: 'engine-unreachable',
      message: expect.stringContaining(`DOCKER_HOST ${address} (nothing there)`),
      hint: expect.stringContaining('DOCKER_HOST'),
    },
  );
});

test('something else that listens is not an engine, and a silent one is not waited for', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const env = { DOCKER_HOST: `tcp://127.0.0.1:${port}` };
  await expect(connectEngine({ env, platform: 'linux', home: '/' })).rejects.toMatchObject({
    code: 'engine-unreachable',
  });
});

engineTest('a name that makes another path leads nowhere: not to another object, and to no other host', async () => {
  const engine = await connectEngine();
  for (const name of ['file:///etc/passwd', '//elsewhere/x', 'a//b', '../containers/json?all=1&x=', '..', '.'])
    expect([name, await inspectImage(engine, name)]).toEqual([name, null]);
});
