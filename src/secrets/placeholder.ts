const telling = [
  'example',
  'placeholder',
  'changeme',
  'change-me',
  'change_me',
  'changeit',
  'replace',
  'your-',
  'your_',
  'yourpass',
  'yourkey',
  'yourtoken',
  'yoursecret',
  'xxxx',
  '****',
  'dummy',
  'sample',
  'insecure',
  'not-a-secret',
  'notasecret',
  'not_a_secret',
  'not-real',
  'redacted',
  'goes-here',
  'goes_here',
  'todo',
  'fixme',
  'foobar',
  '...',
  '…',
  '[redacted]',
];
const common = new Set([
  '',
  'password',
  'passwd',
  'pass',
  'secret',
  'token',
  'key',
  'user',
  'username',
  'postgres',
  'mysql',
  'root',
  'admin',
  'guest',
  'test',
  'dev',
  'local',
  'none',
  'null',
  'nil',
  'undefined',
  'true',
  'false',
  'yes',
  'no',
  'empty',
  'string',
  'fake',
  'mock',
  '0',
  '1',
]);

/** A value that plainly stands for one, or that everybody knows: no secret is lost with it. */
export function isPlaceholder(value: string): boolean {
  const plain = value
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase();
  if (common.has(plain) || telling.some((word) => plain.includes(word))) return true;
  // a reference to a variable, a file or a template
  return /^[<${%[`]/.test(plain) || plain.startsWith('/run/secrets/') || isMonotonous(plain);
}

/** The body of a token that fills its place: `EXAMPLE`, one character again and again, the alphabet, `1234567890`. */
export function isFiller(body: string): boolean {
  const plain = body.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  return isPlaceholder(body) || isMonotonous(plain) || climbs(plain);
}

/** Hardly any character but a few: `xxxxxxxx`, `abababab`. */
function isMonotonous(text: string): boolean {
  const kinds = new Set(text).size;
  return kinds < 3 || (text.length >= 12 && kinds < 5);
}

/** Three of four characters follow the one before in the alphabet or in counting. */
function climbs(plain: string): boolean {
  let steps = 0;
  for (let at = 1; at < plain.length; at++) {
    const step = plain.charCodeAt(at) - plain.charCodeAt(at - 1);
    if (step === 1 || step === -1 || (plain[at] === '0' && plain[at - 1] === '9')) steps++;
  }
  return plain.length >= 8 && steps >= plain.length * 0.75;
}

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal)$/;

/** A connection string that reaches nothing outside the developer's machine or a compose network. */
export function isLocalUrl(url: string): boolean {
  const match = /^[a-z][a-z0-9+.-]{0,40}:\/\/([^\s/@]{0,500})@([^\s/:?#]{1,300})/i.exec(
    url.trim().replace(/^["']/, ''),
  );
  if (!match) return false;
  const [, userInfo = '', host = ''] = match;
  const at = userInfo.indexOf(':');
  const user = at < 0 ? userInfo : userInfo.slice(0, at);
  return isKnownLogin(user, userInfo.slice(at + 1), host);
}

/** A login that opens nothing: on the developer's machine, for a service of a compose file with a password of its kind, or a placeholder. */
export function isKnownLogin(user: string, password: string, host: string): boolean {
  if (isPlaceholder(password) || password === user) return true;
  const name = host.toLowerCase();
  if (loopback.test(name) || /(?:^|\.)(?:example|invalid|test|localhost)(?:\.\w+)?$/.test(name)) return true;
  if (name.includes('example')) return true;
  // a name without a domain is a service of a compose file; a password that was made for it is still one
  return (!name.includes('.') || name.endsWith('.local')) && !isStrong(password);
}

/** A password that a generator made, or a careful person: nobody types it as a default. */
export function isStrong(password: string): boolean {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((letters) => letters.test(password)).length;
  return password.length >= 10 && classes >= 3;
}
