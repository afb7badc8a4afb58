import * as z from 'zod';
import { Fault } from '../../fault.js';
import type { RegistryLogin } from '../registry-credentials.js';
import type { Agents } from './agents.js';
import type { Challenge } from './challenge.js';
import { type Answer, exchange, type Outgoing, readBody } from './exchange.js';
import { passing } from './passing.js';

export interface Token {
  value: string;
  /** Milliseconds since 1970, by this machine's clock and a little early. */
  until: number;
  /** A token server may give a new identity token with it. */
  identity: string | null;
}

export interface TokenRequest {
  challenge: Extract<Challenge, { scheme: 'bearer' }>;
  scopes: readonly string[];
  login: RegistryLogin | null;
  signal: AbortSignal;
  idleMs: number;
}

const largestAnswer = 256 * 1024;
/** What a token without a word of its end is good for (distribution, "Token Authentication Specification"). */
const usualSeconds = 60;

const tokenSchema = z.object({
  token: z.string().nullish(),
  access_token: z.string().nullish(),
  refresh_token: z.string().nullish(),
  expires_in: z.number().nullish().catch(null),
});

/**
 * Asks a token server: by GET with the login, or, with an identity token, by POST as OAuth 2 has it.
 * @returns the token, or the answer of a server that gives none
 */
export async function askToken(agents: Agents, request: TokenRequest): Promise<Token | { refused: Answer }> {
  const asked = Date.now();
  let text: Buffer;
  try {
    const answer = await exchange(agents, outgoing(request));
    if (answer.status !== 200) return { refused: answer };
    text = await readBody(answer, largestAnswer);
  } catch (error) {
    throw request.signal.aborted ? request.signal.reason : passing(error, request.challenge.realm.host);
  }
  const parsed = tokenSchema.safeParse(parseJson(text));
  const value = parsed.success && (parsed.data.token || parsed.data.access_token);
  // what is no token's text would break a header, or smuggle another into the request
  if (!value || !/^[\x21-\x7e]+$/.test(value)) throw noToken(request.challenge.realm);
  const seconds = Math.max(parsed.data.expires_in ?? usualSeconds, 1);
  return { value, until: asked + seconds * 900, identity: parsed.data.refresh_token || null };
}

function outgoing({ challenge, scopes, login, signal, idleMs }: TokenRequest): Outgoing {
  const url = new URL(challenge.realm);
  if (login?.kind === 'identity-token') {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: 'dockwright',
      refresh_token: login.secret,
    });
    if (challenge.service !== null) form.set('service', challenge.service);
    if (scopes.length > 0) form.set('scope', scopes.join(' '));
    const body = Buffer.from(form.toString());
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
    return { method: 'POST', url, headers, body, signal, idleMs };
  }
  if (challenge.service !== null) url.searchParams.set('service', challenge.service);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  if (login) url.searchParams.set('account', login.username);
  return { method: 'GET', url, headers: login ? basicAuthorization(login) : {}, signal, idleMs };
}

export function basicAuthorization({ username, secret }: RegistryLogin): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

function noToken(realm: URL): Fault {
  return new Fault(
    'registry-broken',
    `The token server ${realm.host} answers with something that is no token.`,
    'A proxy or a login page may stand between: open the registry’s address in a browser to see what answers.',
  );
}
