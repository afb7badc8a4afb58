import type { RegistryLogin } from '../registry-credentials.js';
import type { Agents } from './agents.js';
import type { Challenge } from './challenge.js';
import type { Answer } from './exchange.js';
import type { Secrets } from './registry-secrets.js';
import { askToken, basicAuthorization, type Token } from './token.js';

export interface Authorizer {
  /** The header for what the scopes allow; null where none is wanted; or the answer of a token server that says no. */
  authorize(scopes: readonly string[], signal: AbortSignal): Promise<{ header: string | null } | { refused: Answer }>;
  /** The registry did not take what it got: has it made anew, as the challenge wants it. @returns whether that may help */
  renew(scopes: readonly string[], challenge: Challenge | null): boolean;
}

export interface AuthorizerSettings {
  agents: Agents;
  login: RegistryLogin | null;
  secrets: Secrets;
  idleMs: number;
}

/** Keeps the tokens of one registry, one for each set of scopes, and has them renewed before they end. */
export function openAuthorizer(first: Challenge | null, settings: AuthorizerSettings): Authorizer {
  const { secrets } = settings;
  let { login } = settings;
  let challenge = first;
  const tokens = new Map<string, Promise<Token | { refused: Answer }>>();
  const wanted = new Map<string, Set<string>>();
  secrets.add(login?.secret);
  if (login) secrets.add(basicAuthorization(login).authorization.slice('Basic '.length));

  const ask = async (scopes: readonly string[], signal: AbortSignal) => {
    if (challenge?.scheme !== 'bearer') throw new Error('a token is asked for without a token server');
    const answer = await askToken(settings.agents, { challenge, scopes, login, signal, idleMs: settings.idleMs });
    if ('refused' in answer) return answer;
    secrets.add(answer.value);
    secrets.add(answer.identity);
    if (answer.identity && login?.kind === 'identity-token') login = { ...login, secret: answer.identity };
    return answer;
  };

  return {
    async authorize(scopes, signal) {
      if (!challenge) return { header: null };
      if (login?.kind === 'registry-token') return { header: `Bearer ${login.secret}` };
      if (challenge.scheme === 'basic') return { header: login ? basicAuthorization(login).authorization : null };
      const key = keyOf(scopes);
      const all = [...new Set([...scopes, ...(wanted.get(key) ?? [])])];
      const known = await tokens.get(key)?.catch(() => null);
      if (known && 'value' in known && known.until > Date.now()) return { header: `Bearer ${known.value}` };
      const asked = ask(all, signal);
      tokens.set(key, asked);
      // who waits for it sees its failure
      asked.catch(() => tokens.delete(key));
      const token = await asked;
      if ('value' in token) return { header: `Bearer ${token.value}` };
      tokens.delete(key);
      return token;
    },
    renew(scopes, next) {
      const key = keyOf(scopes);
      if (!next) return false;
      const same = challenge?.scheme === next.scheme;
      challenge = next;
      if (next.scheme === 'basic') return login !== null && !same;
      if (login?.kind === 'registry-token') return !same;
      if (next.scope) wanted.set(key, new Set([...(wanted.get(key) ?? []), next.scope]));
      tokens.delete(key);
      return true;
    },
  };
}

function keyOf(scopes: readonly string[]): string {
  return [...scopes].sort().join(' ');
}
