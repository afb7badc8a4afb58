/** How a registry wants to be logged in to. */
export type Challenge =
  | { scheme: 'basic' }
  | { scheme: 'bearer'; realm: URL; service: string | null; scope: string | null };

const longest = 8_192;

/**
 * Reads WWW-Authenticate (RFC 9110, 11.6.1), where several challenges may stand in one line. A token is preferred to a
 * password. Null where there is none that can be met.
 * @param from the address that answered, which a token server's may be relative to
 */
export function readChallenge(header: string | undefined, from: URL): Challenge | null {
  if (!header || header.length > longest) return null;
  let basic = false;
  for (const { scheme, parameters } of challengesOf(header)) {
    if (scheme === 'basic') basic = true;
    if (scheme !== 'bearer') continue;
    const realm = parameters.get('realm');
    const url = realm && URL.canParse(realm, from.href) ? new URL(realm, from) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) continue;
    return {
      scheme: 'bearer',
      realm: url,
      service: parameters.get('service') ?? null,
      scope: parameters.get('scope') || null,
    };
  }
  return basic ? { scheme: 'basic' } : null;
}

interface Parsed {
  scheme: string;
  parameters: Map<string, string>;
}

function challengesOf(header: string): Parsed[] {
  const found: Parsed[] = [];
  const part = /([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?[\s,]*/gy;
  for (let match = part.exec(header); match; match = part.exec(header)) {
    const [whole, name = '', quoted, plain] = match;
    const value = quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1');
    if (value === undefined || !whole.includes('=')) found.push({ scheme: name.toLowerCase(), parameters: new Map() });
    else found.at(-1)?.parameters.set(name.toLowerCase(), value);
  }
  return found;
}
