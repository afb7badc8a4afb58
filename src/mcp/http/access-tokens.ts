import { OAuthError, OAuthErrorCode, type OAuthMetadata, type OAuthTokenVerifier } from '@modelcontextprotocol/server';
import { Fault } from '../../fault.js';

/** Signatures that only the authorization server can make; a shared secret or `none` is never one. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const patienceMs = 10_000;
const mostBytes = 1_000_000;

/** What an authorization server says of itself (RFC 8414, else OpenID Connect Discovery). @throws Fault `invalid-input` */
export async function readAuthorizationServer(issuer: string): Promise<OAuthMetadata> {
  const url = new URL(issuer);
  const path = url.pathname.replace(/\/$/, '');
  const places = [
    `/.well-known/oauth-authorization-server${path}`,
    `/.well-known/openid-configuration${path}`,
    `${path}/.well-known/openid-configuration`,
  ];
  const reasons = [];
  for (const place of places) {
    const found = await readDocument(new URL(place, url)).catch((error: Error) => error.message);
    if (typeof found === 'string') reasons.push(`${place}: ${found}`);
    else if (withoutSlash(found.issuer) !== withoutSlash(issuer)) reasons.push(`${place}: it is of another issuer`);
    else if (typeof found.jwks_uri !== 'string') reasons.push(`${place}: it names no keys (jwks_uri)`);
    else return found as OAuthMetadata;
  }
  throw new Fault(
    'invalid-input',
    `The authorization server ${issuer} cannot be used: ${reasons.join('; ')}.`,
    'Give its issuer URL, exactly as its tokens have it (iss).',
  );
}

async function readDocument(url: URL): Promise<Record<string, unknown>> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs), headers: { accept: 'application/json' } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const document: unknown = text.length > mostBytes ? null : JSON.parse(text);
  if (typeof document !== 'object' || document === null) throw new Error('it is no JSON object');
  return document as Record<string, unknown>;
}

function withoutSlash(url: unknown): string {
  return String(url).replace(/\/$/, '');
}

/**
 * Tokens that an authorization server gave out for this server alone: JWTs whose signature, issuer, audience (`resource`) and
 * times are checked here. What else a token says (scopes, revocation) is not looked at.
 */
export async function accessTokenVerifier(server: OAuthMetadata, resource: string): Promise<OAuthTokenVerifier> {
  const { createRemoteJWKSet, errors, jwtVerify } = await import('jose');
  const keys = createRemoteJWKSet(new URL(String(server.jwks_uri)), { timeoutDuration: patienceMs });
  const claims = { issuer: server.issuer, audience: resource, algorithms, requiredClaims: ['exp'] };
  return {
    async verifyAccessToken(token) {
      try {
        const { payload } = await jwtVerify(token, keys, claims);
        const { sub = '', client_id: clientId = '', exp } = payload;
        return { token: '', clientId: `${clientId} ${sub}`, scopes: [], expiresAt: exp as number };
      } catch (error) {
        // keys that cannot be fetched say nothing about the token
        if (
          !(error instanceof errors.JOSEError) ||
          error.code === 'ERR_JWKS_TIMEOUT' ||
          error.code === 'ERR_JOSE_GENERIC'
        )
          throw new OAuthError(OAuthErrorCode.ServerError, "The authorization server's keys cannot be read");
        throw new OAuthError(OAuthErrorCode.InvalidToken, `The token is not accepted: ${error.message}`);
      }
    },
  };
}
