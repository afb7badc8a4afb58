import { access, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tools } from '../../src/tools/tools.js';
import { copyOf, dockwright } from './dockwright.js';
import { httpClient, post, type Serving, serving, toolCall } from './http.js';

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const textOf = (result: { content?: unknown }) => (result.content as { text: string }[])[0]?.text ?? '';

describe('dockwright serve', () => {
  let server: Serving;
  let copy: Awaited<ReturnType<typeof copyOf>>;
  beforeAll(async () => {
    server = await serving();
    copy = await copyOf('examples/task-api');
  });
  afterAll(async () => {
    await copy.remove();
    expect(await server.stop()).toBe(0);
    expect(server.stdout()).toBe('');
  });

  test('says on stderr where it is and that it is read-only', () => {
    expect(server.said).toEqual([
      expect.stringMatching(/^dockwright: serving MCP at http:\/\/127\.0\.0\.1:\d+\/mcp \(read-only/),
    ]);
  });

  describe.each(['legacy', 'auto'] as const)('to a client of the %s era', (mode) => {
    let client: Client;
    beforeAll(async () => {
      client = await httpClient(server.url, { versionNegotiation: { mode } });
    });
    afterAll(() => client.close());

    test('offers what changes nothing, and says so', async () => {
      const listed = (await client.listTools()).tools;
      expect(listed.map(({ name }) => name)).toEqual(
        tools.map(({ name }) => name).filter((name) => name !== 'verify_image'),
      );
      for (const { annotations } of listed)
        expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    });

    test('reads, and refuses to write', async () => {
      const read = await client.callTool({ name: 'draft_spec', arguments: { path: copy.path } });
      expect(read.structuredContent).toMatchObject({ spec: { app: { framework: 'fastapi' } }, written: false });
      for (const name of ['draft_spec', 'generate_dockerfile']) {
        const refused = await client.callTool({ name, arguments: { path: copy.path, write: true } });
        expect(refused.isError).toBe(true);
        expect(textOf(refused)).toMatch(/^not-supported: "This call writes .+ read-only\."\nNext: .+--allow-writes/);
      }
      await expect(access(join(copy.path, 'container.spec.yaml'))).rejects.toThrow();
    });

    test.each([
      ['diagnose_container', { container: 'x', probe: true }, 'runs a command in the container'],
      ['push_image', { image: 'x', dryRun: false, confirm: true }, 'pushes'],
    ])('refuses %s that changes something', async (name, args, what) => {
      expect(textOf(await client.callTool({ name, arguments: args }))).toContain(`This call ${what}`);
    });

    test('tells progress', async () => {
      const told: string[] = [];
      await client.callTool(
        { name: 'generate_dockerfile', arguments: { path: copy.path } },
        { onprogress: ({ message = '' }) => void told.push(message) },
      );
      expect(told).toEqual(expect.arrayContaining([expect.stringContaining('generating')]));
    });
  });

  test.each([
    ['GET', 405],
    ['DELETE', 405],
  ])('%s is not allowed', async (method, status) => {
    expect((await fetch(server.url, { method })).status).toBe(status);
  });

  test('another path is not here', async () => {
    expect((await fetch(new URL('/', server.url))).status).toBe(404);
    expect((await fetch(new URL('/.well-known/oauth-protected-resource', server.url))).status).toBe(404);
  });

  test.each([
    ['another host', { host: 'evil.example.com' }],
    ['another host with the right port', { host: 'evil.example.com:3919' }],
    ['a host that only begins well', { host: '127.0.0.1.evil.example.com' }],
    ['a host that is none', { host: 'a b' }],
    ['another origin', { origin: 'https://evil.example.com' }],
    ['a page of this machine', { origin: 'http://localhost:1' }],
    ['a page of nowhere', { origin: 'null' }],
    ['a file', { origin: 'file://' }],
  ])('%s is refused', async (_, headers) => {
    expect(await statusWith(server.url, headers)).toBe(403);
  });

  test.each([
    ['its name', { host: 'localhost:1234' }],
    ['its address', { host: '[::1]' }],
    ['its own origin', { origin: 'OWN' }],
  ])('%s is served', async (_, headers) => {
    const own = { ...headers, ...('origin' in headers ? { origin: server.url.origin } : {}) };
    expect(await statusWith(server.url, own)).toBe(200);
  });

  test('without confirm: true nothing is replaced, and it holds for what was shown, over requests', async () => {
    const writing = await serving(['--allow-writes']);
    try {
      await writeFile(join(copy.path, 'Dockerfile'), 'FROM scratch\n');
      const client = await httpClient(writing.url);
      const call = async (more: Record<string, unknown>) =>
        textOf(
          await client.callTool({
            name: 'generate_dockerfile',
            arguments: { path: copy.path, write: true, overwrite: true, ...more },
          }),
        );
      expect(await call({})).toMatch(/^confirmation-required: /);
      await writeFile(join(copy.path, 'Dockerfile'), 'FROM busybox\n');
      expect(await call({ confirm: true })).toContain('has changed since it was shown');
      expect(await call({ confirm: true })).toContain('Written.');
      expect(await readFile(join(copy.path, 'Dockerfile'), 'utf8')).toContain('FROM python:');
      await client.close();
    } finally {
      await writing.stop();
    }
  });

  test('outside its roots it reads nothing, and other tools are not there', async () => {
    const outside = await copyOf('examples/task-api');
    await symlink(outside.path, join(copy.path, 'out'));
    const bounded = await serving(['--root', copy.path, '--tools', 'draft_spec,audit_image']);
    try {
      const call = async (name: string, args: Record<string, unknown>) =>
        JSON.stringify(await (await post(bounded.url, toolCall(name, args))).text());
      expect(await call('draft_spec', { path: copy.path })).toContain('fastapi');
      for (const path of [outside.path, join(copy.path, 'out'), `${copy.path}/../..`, '/etc'])
        expect(await call('draft_spec', { path })).toContain('path-refused');
      expect(await call('generate_dockerfile', { path: copy.path })).toContain('-32602');
    } finally {
      await bounded.stop();
      await outside.remove();
    }
  });

  test('a page that was allowed may call and read', async () => {
    const origin = 'https://app.example.com';
    const open = await serving(['--allowed-origin', origin]);
    try {
      const asked = await fetch(open.url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-headers': 'authorization' },
      });
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-origin')).toBe(origin);
      expect(asked.headers.get('access-control-allow-headers')).toBe('authorization');
      const called = await post(open.url, list, { origin });
      expect([called.status, called.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
      expect(await statusWith(open.url, { origin: 'https://other.example.com' })).toBe(403);
    } finally {
      await open.stop();
    }
  });
});

describe('a token', () => {
  const token = 'a-token-that-nobody-guesses';
  let server: Serving;
  beforeAll(async () => {
    server = await serving(['--token-env', 'A_TOKEN', '--per-minute', '12'], { A_TOKEN: token });
  });
  afterAll(() => server.stop());

  test('lets in who sends it', async () => {
    const client = await httpClient(server.url, {}, { authorization: `Bearer ${token}` });
    expect((await client.listTools()).tools.length).toBeGreaterThan(0);
    await client.close();
  });

  test.each([
    ['none', undefined],
    ['another', 'Bearer another-token-of-the-length'],
    ['a part of it', `Bearer ${token.slice(0, -1)}`],
    ['more than it', `Bearer ${token}x`],
    ['another scheme', `Basic ${token}`],
    ['nothing after the scheme', 'Bearer '],
  ])('%s is refused with a challenge', async (_, authorization) => {
    const { status, headers } = await post(server.url, list, authorization === undefined ? {} : { authorization });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
  });

  test('who guesses on is told to wait, and says nothing about who knows it', async () => {
    let status = 0;
    for (let at = 0; at < 12 && status !== 429; at++) {
      const answer = await post(server.url, list, { authorization: 'Bearer wrong' });
      status = answer.status;
      if (status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(status).toBe(429);
    expect((await post(server.url, list, { authorization: `Bearer ${token}` })).status).toBe(200);
  });

  test('is asked for beyond this machine', async () => {
    const { code, stderr } = await dockwright(['serve', '--host', '0.0.0.0', '--public-url', 'http://example.com/mcp']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: On 0\.0\.0\.0 others can reach it.+\n {2}next: Give --token-env/);
  });
});

describe('access tokens of an authorization server', () => {
  let issuer: string;
  let authorizationServer: Server;
  let server: Serving;
  let sign: (claims: JWTPayload, more?: { key?: unknown; algorithm?: string }) => Promise<string>;
  const others = generateKeyPair('RS256');
  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' }] };
    authorizationServer = createServer(({ url }, response) => {
      const metadata = {
        issuer,
        jwks_uri: `${issuer}/keys`,
        authorization_endpoint: `${issuer}/a`,
        token_endpoint: `${issuer}/t`,
        response_types_supported: ['code'],
      };
      const document = { '/.well-known/oauth-authorization-server': metadata, '/keys': jwks }[url ?? ''];
      response
        .writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(document ?? {}));
    });
    await new Promise<void>((resolve) => {
      authorizationServer.listen(0, '127.0.0.1', resolve);
    });
    issuer = `http://127.0.0.1:${(authorizationServer.address() as AddressInfo).port}`;
    server = await serving(['--authorization-server', issuer]);
    sign = (claims, { key = privateKey, algorithm = 'RS256' } = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid: 'one' }).sign(key as typeof privateKey);
  });
  afterAll(async () => {
    await server.stop();
    authorizationServer.close();
  });
  const good = (): JWTPayload => ({
    iss: issuer,
    aud: server.url.href,
    sub: 'someone',
    exp: Math.floor(Date.now() / 1000) + 60,
  });
  const statusOf = async (token: string) => (await post(server.url, list, { authorization: `Bearer ${token}` })).status;

  test('the challenge leads to who gives them out', async () => {
    const refused = await post(server.url, list);
    const challenge = refused.headers.get('www-authenticate') ?? '';
    const place = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '';
    expect([refused.status, place]).toEqual([401, `${server.url.origin}/.well-known/oauth-protected-resource/mcp`]);
    expect(await (await fetch(place)).json()).toMatchObject({
      resource: server.url.href,
      authorization_servers: [issuer],
    });
  });

  test('one for this server is accepted', async () => {
    const client = await httpClient(server.url, {}, { authorization: `Bearer ${await sign(good())}` });
    expect((await client.listTools()).tools.length).toBeGreaterThan(0);
    await client.close();
  });

  test.each<[string, () => Promise<string>]>([
    ['for another server', () => sign({ ...good(), aud: 'https://other.example.com/mcp' })],
    ['of another issuer', () => sign({ ...good(), iss: 'https://other.example.com' })],
    ['that is over', () => sign({ ...good(), exp: 1 })],
    ['that does not hold yet', () => sign({ ...good(), nbf: Math.floor(Date.now() / 1000) + 600 })],
    ['without an end', () => sign({ iss: issuer, aud: server.url.href })],
    ['signed by someone else', async () => sign(good(), { key: (await others).privateKey })],
    [
      'signed with the public key as a secret',
      () => sign(good(), { key: new TextEncoder().encode('x'.repeat(64)), algorithm: 'HS256' }),
    ],
    [
      'without a signature',
      async () =>
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(good())).toString('base64url')}.`,
    ],
    ['that is none', async () => 'nothing'],
  ])('one %s is refused', async (_, token) => {
    expect(await statusOf(await token())).toBe(401);
  });

  test('it does not start where the authorization server is not what it is said to be', async () => {
    const { code, stderr } = await dockwright(['serve', '--port', '0', '--authorization-server', `${issuer}/other`]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be used')]);
  });
});

/** `fetch` sends its own host; this sends the one it is told to. */
function statusWith(url: URL, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
      },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      },
    );
    sent.on('error', reject).end(JSON.stringify(list));
  });
}
