import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyOf } from './dockwright.js';
import { post, type Serving, serving, toolCall } from './http.js';
import { memoryOf, openDescriptors, rawServer } from './raw-server.js';

const MB = 1_000_000;
const onLinux = test.runIf(process.platform === 'linux');
const call = (name: string, args: unknown) => ({
  jsonrpc: '2.0',
  id: 7,
  method: 'tools/call',
  params: { name, arguments: args },
});
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

let copy: Awaited<ReturnType<typeof copyOf>>;
beforeAll(async () => {
  copy = await copyOf('examples/task-api');
});
afterAll(() => copy.remove());

/** What no client should send, and what is said to it: an error of the protocol, or of a tool. */
const hostile = (): [string, string, number | 'isError'][] => [
  ['no JSON', '{"jsonrpc":"2.0","id":7,', -32_700],
  ['a number', '5', -32_600],
  ['a method that is none', '{"jsonrpc":"2.0","id":7,"method":42}', -32_600],
  ['parameters that are none', '{"jsonrpc":"2.0","id":7,"method":"tools/list","params":5}', -32_600],
  ['no such method', '{"jsonrpc":"2.0","id":7,"method":"no/such"}', -32_601],
  ['no such tool', JSON.stringify(call('rm', {})), -32_602],
  ['a tool of an object', JSON.stringify(call('__proto__', {})), -32_602],
  ['arguments that are none', JSON.stringify(call('draft_spec', [])), -32_602],
  ['an argument of another type', JSON.stringify(call('draft_spec', { path: 42 })), 'isError'],
  ['no arguments', JSON.stringify(call('draft_spec', {})), 'isError'],
  ['an argument that is too long', JSON.stringify(call('draft_spec', { path: '/'.repeat(5000) })), 'isError'],
  ['a NUL character', JSON.stringify(call('draft_spec', { path: '/tmp/\u0000' })), 'isError'],
  [
    'half a character',
    '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"draft_spec","arguments":{"path":"/\\ud800"}}}',
    'isError',
  ],
  [
    'deep nesting',
    `{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"generate_dockerfile","arguments":{"path":${JSON.stringify(copy.path)},"spec":${nested(100_000)}}}}`,
    'isError',
  ],
];

describe('over stdio', () => {
  test('what is no message is answered, the next one is served, and stdout has nothing but the protocol', async () => {
    const server = rawServer();
    await server.begin();
    for (const [what, line, expected] of hostile()) {
      const before = server.lines.length;
      server.send(`${line}\n`);
      await server.ask({ jsonrpc: '2.0', id: what, method: 'ping' });
      await expect.poll(() => server.lines.length, { timeout: 20_000 }).toBe(before + 2);
      const answers = server.lines.slice(before).map((text) => JSON.parse(text));
      const answer = answers.find(({ id }) => id !== what);
      expect([what, answer.error?.code ?? (answer.result.isError ? 'isError' : 'good')]).toEqual([what, expected]);
      if (expected === 'isError') expect(answer.result.content[0].text).toMatch(/^[a-z-]+: .+\n(.*\n)*Next: .+$/);
    }
    const before = server.lines.length;
    server.send(`[${JSON.stringify(call('draft_spec', { path: copy.path }))}]\n`);
    await expect.poll(() => server.lines.length).toBe(before + 1);
    expect(JSON.parse(server.lines.at(-1) as string)).toMatchObject({ error: { code: -32_600 } });
    server.child.stdin.end();
    expect(await server.ended).toEqual([0, null]);
    expect(server.lines.every((line) => JSON.parse(line).jsonrpc === '2.0')).toBe(true);
    expect(server.stderr()).not.toMatch(/\n\s+at /);
  });

  onLinux('a line of 100 MB is refused and not kept', async () => {
    const server = rawServer();
    await server.begin();
    const before = memoryOf(server.child.pid as number).most;
    const part = Buffer.alloc(MB, 0x61);
    for (let at = 0; at < 100; at++)
      if (!server.child.stdin.write(part)) await new Promise((resolve) => server.child.stdin.once('drain', resolve));
    server.send('\n');
    await server.ask({ jsonrpc: '2.0', id: 'after', method: 'ping' });
    expect(server.lines.map((line) => JSON.parse(line).error?.code)).toContain(-32_700);
    expect(memoryOf(server.child.pid as number).most - before).toBeLessThan(120 * MB);
    server.child.stdin.end();
    expect((await server.ended)[0]).toBe(0);
  });

  onLinux(
    '1,000 calls at once are all answered, and leave no descriptor open',
    async () => {
      const server = rawServer();
      await server.begin();
      const pid = server.child.pid as number;
      const ask = (id: number) => {
        const [name, args] = [
          ['draft_spec', { path: copy.path }],
          ['generate_dockerfile', { path: copy.path }],
          ['explain_concept', { topic: 'layers' }],
          ['audit_image', { content: `FROM debian\nRUN apt-get install x${id}\n` }],
        ][id % 4] as [string, object];
        return server.ask({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } });
      };
      await Promise.all([0, 1, 2, 3].map(ask));
      const descriptors = openDescriptors(pid);
      const answers = await Promise.all(Array.from({ length: 1000 }, (_, id) => ask(id + 4)));
      expect(answers.filter(({ result }) => (result as { isError?: boolean }).isError !== true)).toHaveLength(1000);
      expect(server.lines.length).toBe(1005);
      await expect.poll(() => openDescriptors(pid), { timeout: 10_000 }).toBeLessThanOrEqual(descriptors + 2);
      expect(memoryOf(pid).most).toBeLessThan(900 * MB);
      server.child.stdin.end();
      expect((await server.ended)[0]).toBe(0);
    },
    180_000,
  );

  test('a client that reads no more ends it', async () => {
    const server = rawServer();
    await server.begin();
    server.child.stdout.destroy();
    for (let id = 0; id < 3; id++) server.send({ jsonrpc: '2.0', id, method: 'tools/list' });
    expect(await server.ended).toEqual([0, null]);
  });

  test('a client that is gone in the middle of a call ends it', async () => {
    const server = rawServer();
    await server.begin();
    server.send({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'draft_spec', arguments: { path: copy.path } },
    });
    server.child.stdin.destroy();
    expect(await server.ended).toEqual([0, null]);
  });
});

describe('over HTTP', () => {
  let server: Serving;
  let pid: number;
  beforeAll(async () => {
    server = await serving();
    pid = server.process.pid as number;
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
    expect(server.stdout()).toBe('');
  });
  const isWell = async () =>
    expect((await post(server.url, toolCall('explain_concept', { topic: 'layers' }))).status).toBe(200);

  test('what is no message is answered', async () => {
    for (const [what, line, expected] of hostile()) {
      const answer = await post(server.url, line);
      const text = await answer.text();
      const body = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text);
      expect([what, body.error?.code ?? (body.result.isError ? 'isError' : 'good')]).toEqual([what, expected]);
    }
    expect((await post(server.url, {}, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(
      (await post(server.url, `[${Array(5000).fill('{"jsonrpc":"2.0","id":1,"method":"ping"}').join()}]`)).status,
    ).toBe(400);
    await isWell();
  });

  onLinux('a body of 100 MB is refused and not kept, with its length told or not', async () => {
    const before = memoryOf(pid).most;
    const large = Buffer.alloc(100 * MB, 0x61);
    const told = await post(server.url, large.toString('latin1')).catch((error: Error) => error);
    expect(told instanceof Response ? told.status : 413).toBe(413);
    const untold = await new Promise((resolve) => {
      const sent = request(
        server.url,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (response) => {
          resolve(response.statusCode);
          response.resume();
        },
      );
      sent.on('error', () => resolve('closed'));
      const write = (left: number) => {
        if (left === 0) sent.end();
        else sent.write(large.subarray(0, MB), () => write(left - 1));
      };
      write(100);
    });
    expect([413, 'closed']).toContain(untold);
    expect(memoryOf(pid).most - before).toBeLessThan(150 * MB);
    await isWell();
  });

  test.each([
    ['a header without an end', `POST /mcp HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`, '431'],
    ['bytes', '\u0000\u0001\u0002\r\n\r\n', '400'],
    ['a path that is none', 'POST //[ HTTP/1.1\r\nHost: localhost\r\n\r\n', '404'],
    ['the address of another server', 'POST http://evil.example.com/mcp HTTP/1.1\r\nHost: localhost\r\n\r\n', '404'],
    ['no host', 'POST /mcp HTTP/1.0\r\n\r\n', '403'],
    ['a header that never ends', 'POST /mcp HTTP/1.1\r\nHost: localhost\r\nX', '408'],
  ])('%s is answered', async (_, text, status) => {
    expect(await raw(server.url, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    await isWell();
  });

  onLinux(
    '1,000 calls at once are all answered, and leave no descriptor open',
    async () => {
      const descriptors = openDescriptors(pid);
      const answers = await Promise.all(
        Array.from({ length: 1000 }, async (_, id) => {
          const [name, args] = id % 2 ? ['explain_concept', { topic: 'layers' }] : ['draft_spec', { path: copy.path }];
          const answer = await post(server.url, toolCall(name as string, args as Record<string, unknown>, id), {
            connection: 'close',
          });
          const text = await answer.text();
          return answer.status === 200 && text.includes(`"id":${id}`) && !text.includes('"isError":true');
        }),
      );
      expect(answers.filter(Boolean)).toHaveLength(1000);
      await expect.poll(() => openDescriptors(pid), { timeout: 45_000 }).toBeLessThanOrEqual(descriptors + 5);
      expect(memoryOf(pid).most).toBeLessThan(900 * MB);
    },
    180_000,
  );
});

/** All that a server answers to bytes, until it closes the connection. */
function raw(url: URL, text: string): Promise<string> {
  return new Promise((resolve) => {
    let got = '';
    const socket = connect(Number(url.port), url.hostname, () => socket.write(text));
    socket.on('data', (chunk) => {
      got += chunk;
      socket.end();
    });
    socket.on('error', () => {}).on('close', () => resolve(got));
  });
}
