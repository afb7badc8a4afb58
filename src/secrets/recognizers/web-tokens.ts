import type { Recognizer, Secret } from '../recognizer.js';
import type { TextKind } from '../text-kind.js';

const anyToken = 'JSON Web Token';
const form = /eyJ[A-Za-z0-9_-]{14,1000}\.(eyJ[A-Za-z0-9_-]{14,6000})\.[A-Za-z0-9_-]{16,1000}/y;

/** JSON Web Tokens. A public one, as a browser gets it, is no secret. */
export const webTokens: readonly Recognizer[] = [{ keywords: ['eyJ'], at: matchToken }];

function matchToken(text: string, at: number, { incidental }: TextKind): Secret | null {
  if (at > 0 && /[A-Za-z0-9_.-]/.test(text[at - 1] as string) && text[at - 2] !== '\\') return null;
  form.lastIndex = at;
  const found = form.exec(text);
  if (!found) return null;
  const kind = kindOf(Buffer.from(found[1] ?? '', 'base64url').toString('utf8'));
  return kind === null || (incidental && kind === anyToken) ? null : { kind, start: at, end: at + found[0].length };
}

/** What the claims say whose token it is; null for the one of the specification and of every tutorial, and for public keys. */
function kindOf(claims: string): string | null {
  if (/John Doe|"sub"\s?:\s?"1234567890"|"iss"\s?:\s?"joe"|example\.(?:com|org)/.test(claims)) return null;
  if (/"role"\s?:\s?"anon"/.test(claims)) return null;
  if (/"role"\s?:\s?"service_role"/.test(claims)) return 'Supabase service key';
  if (claims.includes('kubernetes.io/serviceaccount') || claims.includes('system:serviceaccount'))
    return 'Kubernetes service account token';
  return anyToken;
}
