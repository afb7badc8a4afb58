const telling = [
  'example',
  'placeholder',
  'changeme',
  'change-me',
  'change_me',
  'replace',
  'your-',
  'your_',
  'yourpass',
  'xxxx',
  '****',
  'dummy',
  'sample',
  'insecure',
  'not-a-secret',
  'redacted',
  '...',
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
  'true',
  'false',
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
  // a reference to a variable, a file or a template, or one character repeated
  return /^[<${%]/.test(plain) || plain.startsWith('/run/secrets/') || new Set(plain).size < 3;
}

/** A connection string that reaches nothing outside the developer's machine or a compose network. */
export function isLocalUrl(url: string): boolean {
  const match = /^[a-z][a-z0-9+.-]*:\/\/([^\s/@]*)@([^\s/:?#]+)/i.exec(url.trim().replace(/^["']/, ''));
  if (!match) return false;
  const [, userInfo = '', host = ''] = match;
  const secret = userInfo.slice(userInfo.indexOf(':') + 1);
  const local =
    !host.includes('.') ||
    host === '127.0.0.1' ||
    host.endsWith('.local') ||
    host.endsWith('.invalid') ||
    host.includes('example');
  return local || isPlaceholder(secret) || secret === userInfo.split(':', 1)[0];
}
