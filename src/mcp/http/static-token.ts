import { createHash, timingSafeEqual } from 'node:crypto';
import { OAuthError, OAuthErrorCode, type OAuthTokenVerifier } from '@modelcontextprotocol/server';
import { Fault } from '../../fault.js';

const shortest = 16;

/** The token in a variable; it never stands in the arguments, which every user of the machine can read. @throws Fault `invalid-input` */
export function readToken(variable: string, environment: NodeJS.ProcessEnv = process.env): string {
  const token = environment[variable]?.trim() ?? '';
  if (token.length >= shortest && /^[\x21-\x7e]+$/.test(token)) return token;
  throw new Fault(
    'invalid-input',
    token === ''
      ? `The variable ${variable} holds no token.`
      : `The token in ${variable} can be guessed, or cannot be sent.`,
    `Put one of at least ${shortest} characters there: export ${variable}="$(openssl rand -hex 32)"`,
  );
}

/** One token for everyone who may call; compared in constant time. */
export function staticTokenVerifier(token: string): OAuthTokenVerifier {
  const digest = digestOf(token);
  return {
    async verifyAccessToken(given) {
      if (!timingSafeEqual(digestOf(given), digest))
        throw new OAuthError(OAuthErrorCode.InvalidToken, 'The token is not the one that this server was started with');
      // it holds until the server is started with another
      return { token: '', clientId: 'token', scopes: [], expiresAt: Number.MAX_SAFE_INTEGER };
    },
  };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
