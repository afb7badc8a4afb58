import { randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { makeCertificate } from './certificate.js';

export interface TokenServer {
  /** The section of a registry's configuration that leads to it. */
  auth: { token: Record<string, string> };
  /** PEM, for the registry's rootcertbundle. */
  certificate: string;
  /** What it was asked, without what is secret. */
  asked: { method: string; scopes: string[]; by: string | null }[];
  /** How long its tokens are good for; may be changed on the way. */
  settings: { seconds: number };
}

export interface TokenServerSettings {
  username: string;
  password: string;
  identityToken?: string;
  /** What is granted of what is asked; by default all to who is logged in, and pull to everyone else. */
  grants?: (repository: string, action: string, user: string | null) => boolean;
}

/** A stand-in for a token server that speaks the protocol as the real registry wants it, its tokens signed (ES256, x5c). */
export async function startTokenServer(
  bundlePath: string,
  {
    username,
    password,
    identityToken,
    grants = (_, action, user) => user !== null || action === 'pull',
  }: TokenServerSettings,
): Promise<TokenServer> {
  const { certificate, der, privateKey } = makeCertificate();
  const asked: TokenServer['asked'] = [];
  const settings = { seconds: 300 };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  async function answer(request: IncomingMessage) {
    const url = new URL(request.url ?? '/', 'http://token');
    const form = request.method === 'POST' ? new URLSearchParams(await textOf(request)) : url.searchParams;
    const scopes = form.getAll('scope').flatMap((scope) => scope.split(' '));
    const basic = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const { authorization } = request.headers;
    const refused = { status: 401, body: { details: 'incorrect username or password' } };
    const byToken = form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === identityToken;
    if (request.method === 'POST' && !byToken) return refused;
    if (request.method === 'GET' && authorization !== undefined && authorization !== basic) return refused;
    const user = byToken || authorization ? username : null;
    asked.push({ method: request.method ?? '', scopes, by: user });
    const access = scopes.flatMap((scope) => {
      const [, type, name = '', actions = ''] = /^(\w+):(.+):([\w,]+)$/.exec(scope) ?? [];
      const granted = actions.split(',').filter((action) => grants(name, action, user));
      return granted.length > 0 ? [{ type, name, actions: granted }] : [];
    });
    const token = makeToken(user, access);
    // a GET is answered by the older name, a POST by that of OAuth 2
    const named = request.method === 'POST' ? { access_token: token } : { token };
    return { status: 200, body: { ...named, expires_in: settings.seconds } };
  }
  function makeToken(user: string | null, access: unknown[]): string {
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: 'test',
      sub: user ?? '',
      aud: 'registry.test',
      exp: now + settings.seconds,
      nbf: now - 10,
      iat: now,
      jti: randomUUID(),
      access,
    };
    const head = { typ: 'JWT', alg: 'ES256', x5c: [der.toString('base64')] };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part(head)}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const realm = `http://127.0.0.1:${port}/token`;
  const auth = { token: { realm, service: 'registry.test', issuer: 'test', rootcertbundle: bundlePath } };
  return { auth, certificate, asked, settings };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}
