import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dockwright } from '../executable/dockwright.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-doctor-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** No engine, and a home without settings. */
const alone = () => ({ DOCKER_HOST: 'tcp://127.0.0.1:1', DOCKER_CONFIG: folder });

test('without an engine doctor still answers on stdout, and ends with 3', async () => {
  const { code, stdout } = await dockwright(['doctor'], { env: alone() });
  expect(code).toBe(3);
  expect(stdout).toMatch(/^ {2}FAIL {2}engine /m);
  expect(stdout).toMatch(/tried, nothing listens: DOCKER_HOST tcp:\/\/127\.0\.0\.1:1/);
  expect(stdout).toMatch(/^FAIL {2}.*next: .*dockwright doctor$/m);
});

test('--json is one document, the answer and not an error', async () => {
  const { code, stdout } = await dockwright(['doctor', '--json'], { env: alone() });
  expect(code).toBe(3);
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ verdict: 'fail', comparedWith: 'AI workloads' });
  expect(answer.checks.length).toBeGreaterThan(25);
  for (const check of answer.checks)
    expect(check).toMatchObject({
      id: expect.stringMatching(/^[a-z-]+$/),
      title: expect.any(String),
      status: expect.stringMatching(/^(ok|warn|fail|not-measured)$/),
    });
});

test('--host wins over DOCKER_HOST', async () => {
  const { code, stdout } = await dockwright(['doctor', '--host', 'tcp://127.0.0.1:2'], { env: alone() });
  expect(code).toBe(3);
  expect(stdout).toContain('tcp://127.0.0.1:2');
});

test('a path that is not there is bad input, engine or not', async () => {
  const { code, stderr } = await dockwright(['doctor', join(folder, 'gone')], { env: alone() });
  expect(code).toBe(2);
  expect(stderr).toContain('does not exist');
});

test.skipIf(process.platform === 'win32')('an engine that hangs is given up after seconds', async () => {
  const path = join(folder, 'hang.sock');
  const sockets: { destroy(): unknown }[] = [];
  const server = createServer((socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  try {
    const began = performance.now();
    const { code, stdout } = await dockwright(['doctor'], { env: { ...alone(), DOCKER_HOST: `unix://${path}` } });
    expect(code).toBe(3);
    expect(stdout).toContain('no answer within 5 s');
    expect(performance.now() - began).toBeLessThan(20_000);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});
