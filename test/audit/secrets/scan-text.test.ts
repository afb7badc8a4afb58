import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOfName } from '../../../src/audit/secrets/credential-files.js';
import { scanText } from '../../../src/audit/secrets/scan-text.js';
import { findSecrets } from '../../../src/secrets/find-secrets.js';
import { maskSecrets } from '../../../src/secrets/mask.js';
import { isLocalUrl, isPlaceholder } from '../../../src/secrets/placeholder.js';
import { isCredentialName } from '../../../src/secrets/secret-name.js';
import { plainText } from '../../../src/secrets/text-kind.js';

// assembled here, so that no scanner takes this file for one that holds secrets
const github = `ghp_${'a1B2c3D4e5F6g7H8i9'.repeat(2)}`;
const aws = `AKIA${'QW3RTY7UIOPASDFG'}`;
const anthropic = `sk-ant-api03-${'Ab1-Cd2_Ef3'.repeat(8)}AA`;
const key = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA1234567890abcdef'.repeat(3)}\n-----END RSA PRIVATE KEY-----`;
const remote = `postgresql://app:${'vT9xQ2mLw8Zr'}@ep-cool.eu.neon.tech/app`;

describe('texts', () => {
  test.each([
    ['a GitHub token', `TOKEN = "${github}"`, 'GitHub token'],
    ['an AWS key', `key=${aws}`, 'AWS access key'],
    ['an Anthropic key', `k: ${anthropic}`, 'Anthropic API key'],
    ['a private key', key, 'private key'],
    ['a connection string to another machine', `DATABASE_URL=${remote}`, 'password in a connection string'],
    [
      'a password in a URL',
      `pip install --index-url https://me:${'s3cr3tPassw0rd9'}@pypi.company.com/simple`,
      'password in a URL',
    ],
  ])('%s is found with its line', async (_, secret, kind) => {
    const found = await scanText('a.txt', `one\ntwo\n${secret}\nfour\n`, plainText);
    expect(found.map((finding) => finding.kind)).toContain(kind);
    expect(found.every(({ line }) => line === 3)).toBe(true);
  });

  test.each([
    ['a placeholder', 'OPENAI_API_KEY=your-key-here'],
    ['the documented example', 'AKIAIOSFODNN7EXAMPLE'],
    ['a local database', 'postgresql://postgres:postgres@localhost:5432/app'],
    ['a compose network’s database', 'postgresql://app:hunter2@db:5432/app'],
    ['code that reads keys', 'if text.startswith("-----BEGIN RSA PRIVATE KEY-----"):'],
    ['a hash', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['ordinary code', 'def token(self): return self._token'],
  ])('%s is none', async (_, text) => {
    expect(await scanText('a.py', text, plainText)).toEqual([]);
  });

  test('our own rules stay fast on hostile text', () => {
    const started = performance.now();
    for (const piece of ['sk-', 'eyJa.', '-----BEGIN ', 'ghp_', 'AKIA', 'xoxb-', '-----BEGIN RSA PRIVATE KEY-----\n'])
      findSecrets(piece.repeat(200_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  test('secretlint is given no line that is long enough to stall it', async () => {
    const started = performance.now();
    await scanText('a.js', `${'postgres://a:b'.repeat(60_000)}\n`, plainText);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('masking', () => {
  test.each([github, aws, anthropic, 'hunter22secret'])('%s is not shown', (secret) => {
    const masked = maskSecrets(`login failed: API_TOKEN=${secret} url postgres://app:${secret}@h/db and ${github}`);
    expect(masked).not.toContain(secret);
    expect(masked).toContain('login failed');
  });

  test('text without secrets is left alone', () => {
    const plain = 'INFO:     Application startup complete.\nfailed at 10:32:11: key error, monkey=banana';
    expect(maskSecrets(plain)).toBe(plain);
  });

  test('any text is masked in no time', () => {
    const started = performance.now();
    for (const piece of ['a=', '://x:', 'PASSWORD', 'A_', '="', 'TOKEN: '])
      maskSecrets(piece.repeat(100_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(5_000);
    fc.assert(fc.property(fc.string(), (text) => typeof maskSecrets(text) === 'string'));
  });
});

test.each([
  ['/app/.env', 'environment file'],
  ['/app/.env.production', 'environment file'],
  ['/app/.env.example', null],
  ['/app/.environment', null],
  ['/root/.ssh/id_ed25519', 'private SSH key'],
  ['/root/.ssh/id_ed25519.pub', null],
  ['/root/.aws/credentials', 'AWS credentials'],
  ['/app/credentials', null],
  ['/app/cert.p12', 'key store'],
  ['/app/main.py', null],
])('%s is by its name: %s', (path, kind) => {
  expect(kindOfName(path)).toBe(kind);
});

test.each(['API_KEY', 'OPENAI_API_KEY', 'POSTGRES_PASSWORD', 'github_token', 'SECRET_KEY', 'AWS_SECRET_ACCESS_KEY'])(
  '%s names a secret',
  (name) => {
    expect(isCredentialName(name)).toBe(true);
  },
);

test.each([
  'PORT',
  'PUBLIC_KEY',
  'TOKENIZERS_PARALLELISM',
  'GPG_KEY',
  'API_KEY_FILE',
  'MONKEY',
  'TOKEN_URL',
  'ACCESS_TOKEN_EXPIRE_MINUTES',
  'PATH',
])('%s does not', (name) => {
  expect(isCredentialName(name)).toBe(false);
});

test('what everybody knows is no secret', () => {
  for (const value of [
    '',
    'changeme',
    'postgres',
    '<your key>',
    '${TOKEN}',
    'xxxxxxxx',
    '/run/secrets/token',
    '********',
  ])
    expect(isPlaceholder(value)).toBe(true);
  for (const value of ['vT9xQ2mLw8Zr', github]) expect(isPlaceholder(value)).toBe(false);
  expect(isLocalUrl('redis://:pw12345@127.0.0.1:6379')).toBe(true);
  expect(isLocalUrl(remote)).toBe(false);
});
