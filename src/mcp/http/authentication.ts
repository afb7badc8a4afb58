import type { IncomingMessage } from 'node:http';
import {
  type AuthInfo,
  type AuthMetadataOptions,
  bearerAuthChallengeResponse,
  getOAuthProtectedResourceMetadataUrl,
  type OAuthTokenVerifier,
  oauthMetadataResponse,
  verifyBearerToken,
} from '@modelcontextprotocol/server';
import { accessTokenVerifier, readAuthorizationServer } from './access-tokens.js';
import type { HttpOptions } from './http-options.js';
import { staticTokenVerifier } from './static-token.js';

/** Who calls, and how those who may not find out what is wanted of them. */
export interface Authentication {
  /** @returns who calls, or the answer to who may not; null where nobody is asked */
  check(request: IncomingMessage): Promise<AuthInfo | Response | null>;
  /** The documents of OAuth (RFC 9728); null for what asks for none. */
  metadata(request: IncomingMessage): Response | null;
}

/** @param resource the URL that clients call, which a token must be meant for */
export async function createAuthentication(options: HttpOptions, resource: URL): Promise<Authentication> {
  const { token, authorizationServer } = options;
  if (authorizationServer !== null) {
    const oauthMetadata = await readAuthorizationServer(authorizationServer);
    const documents: AuthMetadataOptions = { oauthMetadata, resourceServerUrl: resource, resourceName: 'Dockwright' };
    return {
      check: checker(
        await accessTokenVerifier(oauthMetadata, resource.href),
        getOAuthProtectedResourceMetadataUrl(resource),
      ),
      metadata: ({ method = 'GET', url = '/' }) =>
        oauthMetadataResponse(new Request(new URL(url, resource), { method }), documents) ?? null,
    };
  }
  return { check: token === null ? async () => null : checker(staticTokenVerifier(token)), metadata: () => null };
}

function checker(verifier: OAuthTokenVerifier, resourceMetadataUrl?: string): Authentication['check'] {
  const options = { verifier, ...(resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl }) };
  return ({ headers }) =>
    verifyBearerToken(headers.authorization, options).catch((error) => bearerAuthChallengeResponse(error, options));
}
