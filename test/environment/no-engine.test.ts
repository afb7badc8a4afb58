import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allChecks } from '../../src/environment/all-checks.js';
import { checkEnvironment, type EnvironmentReport } from '../../src/environment/check-environment.js';
import type { Place } from '../../src/environment/place.js';
import { temporaryFolder } from '../engine/temporary-folder.js';
import { aPlace } from './a-place.js';

const activity = { signal: new AbortController().signal, report: () => {} };

async function listen(server: Server, where: string | { port: number; host: string }): Promise<void> {
  await new Promise<void>((resolve) =>
    typeof where === 'string' ? server.listen(where, resolve) : server.listen(where, resolve),
  );
  onTestFinished(() => void server.close());
}

/** A server on a socket that says this to whatever it is asked; null says nothing at all. */
async function speaker(answer: string | null): Promise<string> {
  const path = join(await temporaryFolder(), 's.sock');
  const server = createServer((socket) => {
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    if (answer !== null) socket.once('data', () => socket.end(answer));
  });
  await listen(server, path);
  return `unix://${path}`;
}

const http = (body: string, type = 'application/json') =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;

async function looked(place: Place): Promise<EnvironmentReport & { remedy: string }> {
  const report = await checkEnvironment(null, activity, place);
  expect(report.verdict).toBe('fail');
  expect(report.engine).toBeUndefined();
  expect(report.checks[0]).toMatchObject({ id: 'engine', status: 'fail' });
  return { ...report, remedy: report.checks[0]?.remedy ?? '' };
}

test('nothing listens: what was tried, how to start one, and every other check', async () => {
  const place = await aPlace({
    env: { DOCKER_HOST: 'tcp://127.0.0.1:1' },
    files: { '/etc/os-release': 'ID=debian\n' },
  });
  const { checks, remedy } = await looked(place);
  expect(remedy).toContain('tried, nothing listens: DOCKER_HOST tcp://127.0.0.1:1');
  const left = new Set(['registry', 'desktop-settings']);
  expect(checks.map(({ id }) => id)).toEqual(allChecks.map(({ id }) => id).filter((id) => !left.has(id)));
});

test('two sockets that accept and never answer cost no more than one', async () => {
  const [one, other] = await Promise.all([speaker(null), speaker(null)]);
  const home = { '.docker/config.json': '{}' };
  const place = await aPlace({ env: { DOCKER_HOST: one }, home });
  const began = performance.now();
  const [first, second] = await Promise.all([
    looked(place),
    looked(await aPlace({ env: { DOCKER_HOST: other }, home })),
  ]);
  expect(performance.now() - began).toBeLessThan(12_000);
  for (const { remedy } of [first, second]) expect(remedy).toContain('no answer within 5 s');
});

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['a page', http('<html>hello</html>', 'text/html')],
  ['JSON of something else', http('{"hello": "world"}')],
  ['a list', http('[1, 2]')],
  ['null', http('null')],
  ['a version that is none', http('{"Version": 7}')],
  ['an end at once', ''],
])('%s is no engine', async (_, answer) => {
  const { remedy } = await looked(await aPlace({ env: { DOCKER_HOST: await speaker(answer) } }));
  expect(remedy).toMatch(/^tried, .+: DOCKER_HOST unix:/m);
});

test('an engine that answers its first question and no other is none', async () => {
  const path = join(await temporaryFolder(), 's.sock');
  let asked = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    socket.once('data', () => {
      asked += 1;
      if (asked <= 2)
        socket.end(
          http('{"Version": "28.0.0", "ApiVersion": "1.48", "Os": "linux", "Arch": "amd64", "OSType": "linux"}'),
        );
    });
  });
  await listen(server, path);
  const { remedy } = await looked(await aPlace({ env: { DOCKER_HOST: `unix://${path}` } }));
  expect(remedy).toContain('it answered once, then no more');
});

test.each([
  ['DOCKER_HOST', { DOCKER_HOST: 'ftp://host' }, /not an engine's address/],
  ['a context', { DOCKER_CONTEXT: 'gone' }, /context gone cannot be read/],
  ['certificates', { DOCKER_HOST: 'tcp://h', DOCKER_CERT_PATH: '/nowhere' }, /ca\.pem cannot be read/],
])('%s that cannot be used is an answer, not an error', async (_, env, value) => {
  const { checks } = await looked(await aPlace({ env }));
  expect(checks[0]?.value).toMatch(value);
});

test.each(['darwin', 'win32', 'linux'] as const)(
  'on %s without anything named every default place is tried',
  async (platform) => {
    const place = await aPlace({ platform });
    const report = await checkEnvironment(null, activity, place);
    // an engine may well run on the machine of the test
    const [engine] = report.checks;
    const tried = platform === 'win32' ? 'npipe:////./pipe/docker_engine' : '/var/run/docker.sock';
    expect(`${engine?.value} ${engine?.remedy}`).toContain(tried);
  },
);

test('a password in an address is not shown', async () => {
  const place = await aPlace({ env: { DOCKER_HOST: 'tcp://ana:hunter2secret@127.0.0.1:1' } });
  expect(JSON.stringify(await looked(place))).not.toContain('hunter2secret');
});

test('words of a setting cannot make lines of ours', async () => {
  const context = 'x\n  ok    engine  Docker 28\u001b[2J\u202e';
  const place = await aPlace({
    env: { DOCKER_HOST: 'tcp://127.0.0.1:1' },
    home: { '.docker/config.json': JSON.stringify({ currentContext: context }) },
  });
  const { checks } = await looked(place);
  for (const { value } of checks) expect(value).not.toMatch(/[\n\u001b\u202e]/);
});
