import { randomBytes } from 'node:crypto';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openBlob, readBlob } from '../../../src/engine/registry/blobs.js';
import { checkWrite } from '../../../src/engine/registry/check-write.js';
import { getManifest, headManifest } from '../../../src/engine/registry/manifests.js';
import { mediaTypes } from '../../../src/engine/registry/media-types.js';
import { pushBlob } from '../../../src/engine/registry/push-blob.js';
import { putManifest } from '../../../src/engine/registry/put-manifest.js';
import { listReferrers } from '../../../src/engine/registry/referrers.js';
import { listTags } from '../../../src/engine/registry/tags.js';
import type { RegistryLogin } from '../../../src/engine/registry-credentials.js';
import { describeFault, type Fault } from '../../../src/fault.js';
import { temporaryFolder } from '../temporary-folder.js';
import { makeCertificate } from './certificate.js';
import { freePort, registryCommand, startRegistry } from './lab-registry.js';
import { blobOf, makeImage, sha256 } from './made-image.js';
import { errors, reply, startStandIn } from './stand-in.js';
import { connect, nobody, pushImage, repositoryOf } from './test-client.js';

const tags = { name: 'me/app', tags: ['1.0.0'] };
const login: RegistryLogin = { username: 'planted-user', secret: 'planted-password-4711', kind: 'password' };

describe('what passes', () => {
  test.each([429, 408, 500, 502, 503, 504])('%i is tried again', async (status) => {
    let left = 2;
    const { host, seen } = await startStandIn((_, response) => {
      if (left > 0) reply(response, status, errors('TOOMANYREQUESTS'), { 'retry-after': '0' });
      else reply(response, 200, tags);
      left -= 1;
    });
    expect(await listTags(await repositoryOf(host, 'me/app'))).toEqual(['1.0.0']);
    expect(seen.length).toBe(3);
  });

  test('too many requests are waited for within bounds, then the remedy is told', async () => {
    const { host, seen } = await startStandIn((_, response) =>
      reply(response, 429, errors('TOOMANYREQUESTS', 'You have reached your pull rate limit.')),
    );
    await expect(listTags(await repositoryOf(host, 'me/app'))).rejects.toMatchObject({
      code: 'registry-limited',
      message: expect.stringContaining('You have reached your pull rate limit'),
      hint: expect.stringContaining(`docker login ${host}`),
    });
    expect(seen.length).toBe(6);
  });

  test('nobody waits an hour', async () => {
    const { host, seen } = await startStandIn((_, response) => reply(response, 429, {}, { 'retry-after': '3600' }));
    await expect(listTags(await repositoryOf(host, 'me/app'))).rejects.toMatchObject({
      code: 'registry-limited',
      message: expect.stringContaining('asks to wait 3600 s'),
    });
    expect(seen.length).toBe(1);
  });

  test('a connection that is cut before the answer', async () => {
    let left = 2;
    const { host } = await startStandIn((request, response) => {
      left -= 1;
      if (left >= 0) request.socket.destroy();
      else reply(response, 200, tags);
    });
    expect(await listTags(await repositoryOf(host, 'me/app'))).toEqual(['1.0.0']);
  });

  test('an answer that is cut off in the middle', async () => {
    let left = 2;
    const { host } = await startStandIn((_, response) => {
      left -= 1;
      if (left < 0) return reply(response, 200, tags);
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"tags"');
      response.socket?.end();
    });
    expect(await listTags(await repositoryOf(host, 'me/app'))).toEqual(['1.0.0']);
  });

  test('silence', async () => {
    const { host, seen } = await startStandIn(() => {});
    const repository = await repositoryOf(host, 'me/app', {
      idleMs: 100,
      retries: { attempts: 2, firstDelayMs: 1, longestDelayMs: 1 },
    });
    await expect(listTags(repository)).rejects.toMatchObject({
      code: 'registry-unreachable',
      message: `The registry ${host} stopped answering (no answer within 0.1 s).`,
    });
    expect(seen.length).toBe(2);
  });

  test('slow is not silent', async () => {
    const bytes = randomBytes(600);
    const { host } = await startStandIn((_, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      let at = 0;
      const timer = setInterval(() => {
        response.write(bytes.subarray(at, at + 100));
        at += 100;
        if (at >= bytes.length) clearInterval(timer);
      }, 60);
    });
    const repository = await repositoryOf(host, 'me/app', { idleMs: 200 });
    expect((await readBlob(repository, sha256(bytes))).equals(bytes)).toBe(true);
  });
});

describe('what does not pass is said at once', () => {
  test.each<[number, object, object]>([
    [
      403,
      errors('DENIED', 'requested access to the resource is denied'),
      { code: 'registry-denied', hint: expect.stringContaining('docker login') },
    ],
    [
      404,
      errors('NAME_UNKNOWN', 'repository does not exist'),
      {
        code: 'registry-refused',
        message: expect.stringContaining('has no repository me/app'),
        hint: expect.stringContaining('Create the repository'),
      },
    ],
    [405, errors('UNSUPPORTED'), { code: 'registry-refused', hint: expect.stringContaining('read-only') }],
    [
      400,
      errors('NAME_INVALID', 'invalid repository name'),
      { code: 'registry-refused', message: expect.stringContaining('does not take the name me/app') },
    ],
    [
      413,
      {},
      {
        code: 'registry-refused',
        message: expect.stringContaining('too large'),
        hint: expect.stringContaining('client_max_body_size'),
      },
    ],
    [
      403,
      errors('DENIED', 'adding 5 MiB of storage resource, which would exceed the configured upper limit of 1 GiB'),
      {
        code: 'registry-limited',
        message: expect.stringContaining('quota'),
        hint: expect.stringContaining('Delete old tags'),
      },
    ],
    [507, {}, { code: 'registry-refused', message: expect.stringContaining('is full') }],
    [
      500,
      errors('UNKNOWN', 'unknown error', { DriverName: 'filesystem', Enclosed: { Op: 'write', Err: 28 } }),
      { code: 'registry-refused', message: expect.stringContaining('is full') },
    ],
    [
      400,
      errors(
        'TAG_INVALID',
        "The image tag '1.0.0' already exists and cannot be overwritten because the tag is immutable",
      ),
      { code: 'registry-refused', hint: expect.stringContaining('immutable') },
    ],
    [
      412,
      errors('PRECONDITION', 'Failed to process request due to 1.0.0 configured as immutable.'),
      { code: 'registry-refused', hint: expect.stringContaining('immutable') },
    ],
    [501, {}, { code: 'registry-unreachable' }],
  ])('%i %j', async (status, body, fault) => {
    const { host, seen } = await startStandIn((_, response) => reply(response, status, body));
    const { manifest } = await makeImage();
    const repository = await repositoryOf(host, 'me/app', { login });
    await expect(putManifest(repository, manifest, '1.0.0')).rejects.toMatchObject(fault);
    expect(seen.length).toBe(1);
  });

  test('a clock that is wrong', async () => {
    const date = new Date(Date.now() + 30 * 60_000).toUTCString();
    const { host } = await startStandIn((_, response) =>
      reply(response, 401, errors('UNAUTHORIZED'), { date, 'www-authenticate': 'Basic realm="x"' }),
    );
    await expect(listTags(await repositoryOf(host, 'me/app', { login }))).rejects.toMatchObject({
      message: expect.stringContaining('differs from this machine’s by 30 minutes'),
    });
  });

  test('nothing listens', async () => {
    const host = `127.0.0.1:${await freePort()}`;
    await expect(connect(host)).rejects.toMatchObject({
      code: 'registry-unreachable',
      message: `Nothing listens at ${host}.`,
    });
  });

  test('a host that is none', async () => {
    await expect(connect('nothing.invalid')).rejects.toMatchObject({ code: 'registry-unreachable' });
  });

  test('something else listens', async () => {
    const { host } = await startStandIn((_, response) => reply(response, 404, '<html>'), { version: false });
    await expect(connect(host)).rejects.toMatchObject({
      code: 'registry-broken',
      message: expect.stringContaining('is no registry'),
    });
  });
});

describe('TLS', () => {
  const pair = (made: ReturnType<typeof makeCertificate>) => ({ key: made.key, cert: made.certificate });
  const answer = (_: unknown, response: http.ServerResponse) => reply(response, 200, tags);

  test('an authority that nobody knows', async () => {
    const { host } = await startStandIn(answer, { tls: pair(makeCertificate()) });
    await expect(connect(host)).rejects.toMatchObject({
      code: 'registry-unreachable',
      message: `The certificate of ${host} is signed by an authority that this machine does not know.`,
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });

  test('one that Docker’s certs.d names', async () => {
    const made = makeCertificate();
    const { host } = await startStandIn(answer, { tls: pair(made) });
    const folder = await temporaryFolder({ [join('certs.d', host, 'ca.crt')]: made.certificate });
    const surroundings = { ...nobody, env: { DOCKER_CONFIG: folder } };
    expect(await listTags(await repositoryOf(host, 'me/app', { surroundings }))).toEqual(['1.0.0']);
  });

  test('none is asked for where the registry is named insecure', async () => {
    const { host } = await startStandIn(answer, { tls: pair(makeCertificate()) });
    const surroundings = { ...nobody, env: { DOCKWRIGHT_INSECURE_REGISTRIES: host } };
    expect(await listTags(await repositoryOf(host, 'me/app', { surroundings }))).toEqual(['1.0.0']);
  });

  test.each([
    ['has expired', { until: '20210101000000Z' }],
    ['is not valid yet', { from: '21100101000000Z' }],
  ])('one that %s', async (what, dates) => {
    const made = makeCertificate(dates);
    const { host } = await startStandIn(answer, { tls: pair(made) });
    const folder = await temporaryFolder({ [join('certs.d', host, 'ca.crt')]: made.certificate });
    await expect(connect(host, { surroundings: { ...nobody, env: { DOCKER_CONFIG: folder } } })).rejects.toMatchObject({
      message: expect.stringContaining(what),
      hint: expect.stringContaining('clock'),
    });
  });

  test('one for another host', async () => {
    const made = makeCertificate();
    const { host } = await startStandIn(answer, { tls: pair(made), address: '127.0.0.2' });
    const folder = await temporaryFolder({ [join('certs.d', host, 'ca.crt')]: made.certificate });
    await expect(connect(host, { surroundings: { ...nobody, env: { DOCKER_CONFIG: folder } } })).rejects.toMatchObject({
      message: `The certificate of ${host} is for another host.`,
    });
  });

  test.skipIf(!registryCommand)('the real registry', async () => {
    const made = makeCertificate();
    const folder = await temporaryFolder({ 'cert.pem': made.certificate, 'key.pem': made.key });
    const { host } = await startRegistry({
      tls: { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') },
    });
    await expect(connect(host)).rejects.toMatchObject({ message: expect.stringContaining('does not know') });
    const config = await temporaryFolder({ [join('certs.d', host, 'ca.crt')]: made.certificate });
    const repository = await repositoryOf(host, 'me/app', {
      surroundings: { ...nobody, env: { DOCKER_CONFIG: config } },
    });
    await pushImage(repository, await makeImage(), '1.0.0');
    expect(await listTags(repository)).toEqual(['1.0.0']);
  });

  test('through a proxy, whose own login is its alone', async () => {
    const { host, seen } = await startStandIn(answer, { tls: pair(makeCertificate()) });
    const asked: (string | undefined)[][] = [];
    const proxy = http.createServer();
    proxy.on('connect', (request, socket) => {
      asked.push([request.url, request.headers['proxy-authorization']]);
      const [address, port] = host.split(':');
      const onward = net.connect(Number(port), address, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const { port } = proxy.address() as AddressInfo;
    const env = {
      HTTPS_PROXY: `http://me:planted-proxy-1@127.0.0.1:${port}`,
      DOCKWRIGHT_INSECURE_REGISTRIES: 'r.test',
    };
    const repository = await repositoryOf('r.test', 'me/app', { surroundings: { ...nobody, env } });
    expect(await listTags(repository)).toEqual(['1.0.0']);
    expect(asked[0]).toEqual(['r.test:443', `Basic ${Buffer.from('me:planted-proxy-1').toString('base64')}`]);
    expect(seen.some(({ headers }) => headers['proxy-authorization'])).toBe(false);
  });

  test('a proxy that says no', async () => {
    const proxy = http.createServer();
    proxy.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'));
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const env = { HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    await expect(connect('r.test', { surroundings: { ...nobody, env } })).rejects.toMatchObject({
      code: 'registry-unreachable',
      message: expect.stringContaining('the proxy answers 407'),
      hint: expect.stringContaining('NO_PROXY'),
    });
  });
});

describe('answers that cannot be right', () => {
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.ociManifest, layers: [] }));
  const broken = { code: 'registry-broken' };

  test('a manifest with another digest', async () => {
    const { host } = await startStandIn((_, response) => reply(response, 200, manifest));
    const repository = await repositoryOf(host, 'me/app');
    await expect(getManifest(repository, sha256(Buffer.from('other')))).rejects.toMatchObject(broken);
  });

  test('a digest in the header that the bytes do not have', async () => {
    const said = { 'docker-content-digest': sha256(Buffer.from('other')) };
    const { host } = await startStandIn((_, response) => reply(response, 200, manifest, said));
    await expect(getManifest(await repositoryOf(host, 'me/app'), '1.0.0')).rejects.toMatchObject(broken);
  });

  test('a blob that was changed, is too long or too short', async () => {
    const bytes = randomBytes(200_000);
    const { digest, size } = blobOf(bytes);
    for (const wrong of [Buffer.concat([bytes, bytes]), bytes.subarray(1), Buffer.from(bytes).fill(0, 10, 20)]) {
      const { host } = await startStandIn((_, response) => reply(response, 200, wrong));
      const repository = await repositoryOf(host, 'me/app');
      let got = 0;
      const reading = (async () => {
        for await (const piece of openBlob(repository, { digest, size })) got += piece.length;
      })();
      await expect(reading).rejects.toMatchObject(broken);
      expect(got).toBeLessThan(size);
    }
  });

  test.each(['{', '[]', '{"tags": 5}', '<html>', ''])('tags that are %j', async (body) => {
    const { host } = await startStandIn((_, response) => reply(response, 200, body));
    await expect(listTags(await repositoryOf(host, 'me/app'))).rejects.toMatchObject(broken);
  });

  test.each([
    '{',
    '{"schemaVersion": 1}',
    '{"schemaVersion":2,"layers":[{"digest":"../../etc","size":1,"mediaType":"x"}]}',
    'null',
  ])('a manifest that is %j', async (body) => {
    const { host } = await startStandIn((_, response) => reply(response, 200, body));
    await expect(getManifest(await repositoryOf(host, 'me/app'), '1.0.0')).rejects.toMatchObject(broken);
  });

  test('a manifest that never ends', async () => {
    const { host } = await startStandIn((_, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write(Buffer.alloc(1024 * 1024, 0x20)));
      };
      response.on('drain', more);
      more();
    });
    await expect(getManifest(await repositoryOf(host, 'me/app'), '1.0.0')).rejects.toMatchObject(broken);
  });

  test('redirects without end', async () => {
    const { host, seen } = await startStandIn((request, response) =>
      reply(response, 307, '', { location: `${request.url}x` }),
    );
    await expect(readBlob(await repositoryOf(host, 'me/app'), sha256(manifest))).rejects.toMatchObject(broken);
    expect(seen.length).toBe(6);
  });

  test.each(['file:///etc/passwd', 'ftp://a.test/', 'http://[', 'javascript:alert(1)'])(
    'a redirect to %s',
    async (location) => {
      const { host } = await startStandIn((_, response) => reply(response, 307, '', { location }));
      await expect(readBlob(await repositoryOf(host, 'me/app'), sha256(manifest))).rejects.toMatchObject(broken);
    },
  );

  test('storage elsewhere does not get the login', async () => {
    const bytes = randomBytes(100);
    const storage = await startStandIn((_, response) => reply(response, 200, bytes));
    const { host, seen } = await startStandIn((request, response) => {
      if (!request.headers.authorization) reply(response, 401, {}, { 'www-authenticate': 'Basic realm="x"' });
      else reply(response, 307, '', { location: `http://${storage.host}/storage?signature=1` });
    });
    const repository = await repositoryOf(host, 'me/app', { login });
    expect((await readBlob(repository, sha256(bytes))).equals(bytes)).toBe(true);
    expect(seen.at(-1)?.headers.authorization).toMatch(/^Basic /);
    expect(storage.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test.each(['file:///x', 'http://me:pw@other.test/', '', 'http://['])(
    'an upload that goes to %j',
    async (location) => {
      const { host } = await startStandIn((request, response) => {
        if (request.method === 'HEAD') reply(response, 404, '');
        else reply(response, 202, '', { location });
      });
      await expect(pushBlob(await repositoryOf(host, 'me/app'), blobOf(randomBytes(10)))).rejects.toMatchObject(broken);
    },
  );

  test('an upload elsewhere does not get the login', async () => {
    const storage = await startStandIn((_, response) => reply(response, 201, ''));
    const { host } = await startStandIn((request, response) => {
      if (!request.headers.authorization) reply(response, 401, {}, { 'www-authenticate': 'Basic realm="x"' });
      else if (request.method === 'HEAD') reply(response, 404, '');
      else reply(response, 202, '', { location: `http://${storage.host}/upload` });
    });
    expect(await pushBlob(await repositoryOf(host, 'me/app', { login }), blobOf(randomBytes(10)))).toBe('sent');
    expect(storage.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('tags come page by page', async () => {
    const { host } = await startStandIn((request, response) => {
      const last = Number(/last=(\d+)/.exec(request.url ?? '')?.[1] ?? 0);
      const next = last < 3 ? { link: `</v2/me/app/tags/list?n=1&last=${last + 1}>; rel="next"` } : {};
      reply(response, 200, { tags: [`1.0.${last}`] }, next as Record<string, string>);
    });
    expect(await listTags(await repositoryOf(host, 'me/app'))).toEqual(['1.0.0', '1.0.1', '1.0.2', '1.0.3']);
  });

  test.each(['<http://other.test/v2/x>; rel="next"', '</v2/me/app/tags/list>; rel="next"'])(
    'pages that lead to %s',
    async (link) => {
      const { host, seen } = await startStandIn((_, response) => reply(response, 200, tags, { link }));
      await expect(listTags(await repositoryOf(host, 'me/app'))).rejects.toMatchObject(broken);
      expect(seen.length).toBeLessThan(3);
    },
  );

  test('referrers by the registry’s own list', async () => {
    const descriptor = { mediaType: mediaTypes.ociManifest, digest: sha256(manifest), size: 1, artifactType: 'a/b' };
    const { host } = await startStandIn((_, response) =>
      reply(response, 200, { schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: [descriptor] }),
    );
    expect(await listReferrers(await repositoryOf(host, 'me/app'), sha256(manifest))).toMatchObject({
      by: 'api',
      descriptors: [descriptor],
    });
  });

  test('HEAD without a digest', async () => {
    const { host } = await startStandIn((_, response) => reply(response, 200, manifest));
    expect(await headManifest(await repositoryOf(host, 'me/app'), '1.0.0')).toMatchObject({ digest: sha256(manifest) });
  });

  test('a token server that is none', async () => {
    const tokens = await startStandIn((_, response) => reply(response, 200, { token: 'a\r\nx: y' }));
    const { host } = await startStandIn((_, response) =>
      reply(response, 401, {}, { 'www-authenticate': `Bearer realm="http://${tokens.host}/token"` }),
    );
    await expect(listTags(await repositoryOf(host, 'me/app', { login }))).rejects.toMatchObject(broken);
  });
});

describe('secrets', () => {
  /** A registry that repeats all that it is sent, wherever it can. */
  const parrot =
    (status: number, challenge: string) => (request: http.IncomingMessage, response: http.ServerResponse) => {
      const heard = `${request.headers.authorization} ${Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64')} ${request.url}`;
      reply(response, request.headers.authorization ? status : 401, errors('DENIED', heard, { heard }), {
        'www-authenticate': challenge,
        'docker-content-digest': heard.replace(/[^\x20-\x7e]/g, ''),
      });
    };
  const planted = [
    'planted-password-4711',
    'planted-identity-0815',
    'planted-token-1',
    Buffer.from('planted-user:planted-password-4711').toString('base64'),
  ];

  test.each([400, 401, 403, 404, 405, 413, 418, 429, 500, 503])('none is in what is said of %i', async (status) => {
    const tokens = await startStandIn((_, response) => reply(response, 200, { token: 'planted-token-1' }));
    const logins: RegistryLogin[] = [
      login,
      { username: '', secret: 'planted-identity-0815', kind: 'identity-token' },
      { username: '', secret: 'planted-token-1', kind: 'registry-token' },
    ];
    let said = '';
    for (const challenge of ['Basic realm="x"', `Bearer realm="http://${tokens.host}/token",service="s"`]) {
      for (const each of logins) {
        const { host } = await startStandIn(parrot(status, challenge));
        const repository = await repositoryOf(host, 'me/app', {
          login: each,
          retries: { attempts: 2, firstDelayMs: 1, longestDelayMs: 1 },
          onRetry: (...told) => {
            said += JSON.stringify(told);
          },
        });
        const report = (progress: object) => {
          said += JSON.stringify(progress);
        };
        const works = [
          () => listTags(repository),
          () => getManifest(repository, '1.0.0'),
          () => pushBlob(repository, blobOf(randomBytes(10)), { report }),
          () => checkWrite(repository).then((check) => (check.may ? null : Promise.reject(check.fault))),
        ];
        for (const work of works) {
          const error = await work().then(
            () => null,
            (thrown: unknown) => thrown,
          );
          said += `${JSON.stringify(describeFault(error))}${(error as Error | null)?.stack ?? ''}`;
          said += String(((error as Fault | null)?.cause as Error | undefined)?.stack ?? '');
        }
      }
    }
    expect(said.length).toBeGreaterThan(1_000);
    expect(planted.filter((secret) => said.includes(secret))).toEqual([]);
  });

  test('the login is not sent to a token server without encryption', async () => {
    const made = makeCertificate();
    const { host, seen } = await startStandIn(
      (_, response) => reply(response, 401, {}, { 'www-authenticate': 'Bearer realm="http://tokens.test/token"' }),
      { tls: { key: made.key, cert: made.certificate }, version: false },
    );
    await expect(connect(host, { login, insecure: [host] })).rejects.toMatchObject({
      code: 'registry-broken',
      message: expect.stringContaining('without encryption'),
    });
    expect(seen.some(({ headers }) => headers.authorization)).toBe(false);
  });
});
