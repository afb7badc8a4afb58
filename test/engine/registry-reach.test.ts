import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { withDeadline } from '../../src/engine/deadline.js';
import { reachRegistry, registryHostOf } from '../../src/engine/registry-reach.js';

const { signal } = new AbortController();

async function registry(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as { port: number }).port}/me/app`;
}

test.each([
  ['ghcr.io/me/app', 'ghcr.io'],
  ['localhost/app', 'localhost'],
  ['reg:5000/app', 'reg:5000'],
  ['me/app', 'docker.io'],
  ['app', 'docker.io'],
])('%s lies at %s', (repository, host) => {
  expect(registryHostOf(repository)).toBe(host);
});

test('one that wants a login answers, and nothing but its version is asked', async () => {
  const asked: string[] = [];
  const repository = await registry((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    response.writeHead(401).end();
  });
  expect(await reachRegistry(repository, signal)).toMatchObject({ status: 401, reason: null });
  expect(asked).toEqual(['GET /v2/ ']);
});

test('a redirection is not followed', async () => {
  const repository = await registry((_, response) =>
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  );
  expect(await reachRegistry(repository, signal)).toMatchObject({ status: 302 });
});

test('nothing there, and why', async () => {
  expect(await reachRegistry('127.0.0.1:1/app', signal)).toMatchObject({ status: null, reason: expect.any(String) });
});

test('one that is silent is left after its time', async () => {
  const repository = await registry(() => {});
  expect(await reachRegistry(repository, signal)).toMatchObject({ status: null, reason: 'no answer within 5 s' });
});

test('a deadline holds for a call that heeds no signal, and for the caller who stops', async () => {
  const never = () => new Promise<never>(() => {});
  await expect(withDeadline(20, signal, never)).rejects.toThrow('no answer within 0.02 s');
  const stop = new AbortController();
  const waiting = withDeadline(60_000, stop.signal, never);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  await expect(withDeadline(60_000, stop.signal, never)).rejects.toMatchObject({ name: 'AbortError' });
  expect(await withDeadline(60_000, signal, async () => 7)).toBe(7);
});
