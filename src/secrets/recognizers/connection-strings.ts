import { isKnownLogin } from '../placeholder.js';
import type { Memory, Recognizer, Secret } from '../recognizer.js';
import type { TextKind } from '../text-kind.js';

const around = 400;
const password =
  /(?:password|pwd)\s{0,2}=\s{0,2}("[^"\n]{1,200}"|'[^'\n]{1,200}'|\{[^}\n]{1,200}\}|[^;"'\s&<>`]{1,200})/iy;
/** The developer's own storage emulator has one key, and it is in its documentation. */
const emulatorKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUz';

/** Connection strings of names and values, of ODBC, JDBC, libpq and Azure. */
export const connectionStrings: readonly Recognizer[] = [
  { keywords: ['password=', 'pwd=', 'password ='], anyCase: true, at: matchPassword },
  { keywords: ['AccountKey='], at: azureKey(/AccountKey=([A-Za-z0-9+/]{80,90}={0,2})/y, 'Azure storage key') },
  {
    keywords: ['SharedAccessKey='],
    at: azureKey(/SharedAccessKey=([A-Za-z0-9+/]{40,64}={0,2})/y, 'Azure shared access key'),
  },
  { keywords: [';AccessKey='], at: azureKey(/;AccessKey=([A-Za-z0-9+/]{40,90}={0,2})/y, 'Azure access key') },
  { keywords: ['sig='], at: matchSignature },
];

function matchPassword(text: string, at: number, _: TextKind, memory: Memory): Secret | null {
  password.lastIndex = at;
  const found = password.exec(text);
  if (!found) return null;
  const value = (found[1] ?? '').replace(/^["'{]|["'}]$/g, '');
  if (/[{}$%()<]|^\*+$/.test(value)) return null;
  const { host, user } = serverAround(text, at, memory);
  if (host === null || isKnownLogin(user, value, host)) return null;
  const end = at + found[0].length;
  return { kind: 'password in a connection string', start: end - (found[1] ?? '').length, end };
}

/** What a connection string says of its server, in the line around a place. */
function serverAround(text: string, at: number, memory: Memory): { host: string | null; user: string } {
  if (memory.server && at >= memory.server.from && at < memory.server.until) return memory.server;
  const before = text.slice(Math.max(0, at - around), at);
  const from = at - before.length + before.lastIndexOf('\n') + 1;
  const line = text.slice(from, at + around).split('\n', 1)[0] ?? '';
  // an answer holds for the half of the stretch in which nothing nearer would be seen
  memory.server = {
    from,
    until: Math.min(from + line.length, at + around / 2),
    host: hostOf(line),
    user: userOf(line),
  };
  return memory.server;
}

/** The server that a connection string names; null where a text is none. */
function hostOf(line: string): string | null {
  const named =
    /(?:^|[;\s"'?&(])(?:server|data source|addr|address|network address|host|hostname)\s{0,2}=\s{0,2}["']?(?:tcp:|np:)?([^\s;,"'&]{1,200})/i.exec(
      line,
    );
  if (named)
    return (
      (named[1] ?? '')
        .replace(/\\.*$/, '')
        .replace(/^\(local\)$|^\.$/, 'localhost')
        .split(':', 1)[0] ?? null
    );
  return (
    /jdbc:[a-z0-9:]{1,40}:\/\/([^\s/:;?"'$]{1,200})/i.exec(line)?.[1] ??
    /(?:postgres(?:ql)?|mysql|sqlserver|mssql):\/\/([^\s/:;?@"'$]{1,200})/i.exec(line)?.[1] ??
    null
  );
}

function userOf(line: string): string {
  return /(?:user id|uid|username|user)\s{0,2}=\s{0,2}([^\s;&"']{1,100})/i.exec(line)?.[1] ?? '';
}

function azureKey(pattern: RegExp, kind: string): Recognizer['at'] {
  return (text, at) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const value = found?.[1];
    if (!found || !value || value.startsWith(emulatorKey) || new Set(value).size < 12) return null;
    const end = at + found[0].length;
    return { kind, start: end - value.length, end };
  };
}

/** A shared access signature: `sv`, `se` and `sig` in one query. */
const signature = /sig=([A-Za-z0-9%+/_-]{40,120}(?:%3[Dd]|=){0,2})/y;

function matchSignature(text: string, at: number): Secret | null {
  signature.lastIndex = at;
  const found = signature.exec(text);
  if (!found || !/[?&;"'\s]$/.test(text.slice(Math.max(0, at - 1), at) || ' ')) return null;
  const before = /[^\s"'<>]{0,600}$/.exec(text.slice(Math.max(0, at - 600), at))?.[0] ?? '';
  const after = /^[^\s"'<>]{0,400}/.exec(text.slice(at, at + 400))?.[0] ?? '';
  const query = before + after;
  if (!/(?:^|[?&])s[vr]=/.test(query) || !/(?:^|[?&])se=/.test(query)) return null;
  const end = at + found[0].length;
  return { kind: 'Azure shared access signature', start: at + 4, end };
}
