import { describe, expect, test } from 'vitest';
import { readableEnvironment, secretValues } from '../../../src/diagnose/evidence/environment.js';
import { escapeText, plainText } from '../../../src/diagnose/evidence/plain-text.js';
import { readableLines } from '../../../src/diagnose/evidence/readable-lines.js';
import type { RawLogLine } from '../../../src/engine/log-line.js';

const raw = (beginning: string, more: Partial<RawLogLine> = {}): RawLogLine => ({
  stream: 'stdout',
  time: '2026-01-31T08:00:00.123456789Z',
  beginning,
  end: null,
  leftOutBytes: 0,
  ...more,
});
const texts = (lines: RawLogLine[], terminal = false, secrets: string[] = []) =>
  readableLines(lines, terminal, secrets).map(({ text }) => text);

describe('a container’s words', () => {
  test.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007x\u001b]8;;http://x\u001b\\y', 'xy'],
    ['\u001b[2J\u001b[1;1Hclean', 'clean'],
    ['\u009b31mx', 'x'],
    ['bell\u0007 nul\u0000 del\u007f esc\u001b', 'bell\\x07 nul\\x00 del\\x7f esc\\x1b'],
    ['tab\tstays', 'tab\tstays'],
    ['cr\rlf\nline\u2028', 'cr\\rlf\\nline\\u{2028}'],
    ['abc\u202edef\u200b', 'abc\\u{202e}def\\u{200b}'],
    ['grüße 世界 🚀', 'grüße 世界 🚀'],
  ])('%j', (text, shown) => {
    expect(plainText(text, 1_000)).toBe(shown);
  });

  test('are bounded', () => {
    expect(plainText('x'.repeat(100), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(escapeText('\u0000'.repeat(3))).toBe('\\x00\\x00\\x00');
  });

  test('a secret at the cut is not shown in half', () => {
    const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
    expect(plainText(`key ${token} end`, 20)).not.toContain('a1B2');
  });
});

describe('log lines', () => {
  test('a terminal’s line end goes, a script’s own wrong one stays', () => {
    expect(texts([raw('one\r'), raw('two\r\r')], true)).toEqual(['one', 'two\\r']);
    expect(texts([raw('set: Illegal option -\r')])).toEqual(['set: Illegal option -\\r']);
  });

  test('times are told, and none where there is none', () => {
    const [first, second] = readableLines([raw('x'), raw('y', { time: null })], false, []);
    expect(first?.at).toBe(Date.parse('2026-01-31T08:00:00.123Z'));
    expect(second?.at).toBeNull();
  });

  test('secrets are masked, each line stays itself', () => {
    const lines = texts([
      raw('API_KEY=sk-ant-api03-abcdefghijklmnopqrstuvwxyz012345'),
      raw('postgresql://app:hunter22pass@db:5432/app refused'),
      raw('\u001b[1mPASSWORD\u001b[0m=correct-horse-battery'),
      raw("KeyError: 'API_KEY'"),
    ]);
    expect(lines).toEqual([
      'API_KEY=***',
      'postgresql://app:***@db:5432/app refused',
      'PASSWORD=***',
      "KeyError: 'API_KEY'",
    ]);
  });

  test('a private key over many lines is masked to its end', () => {
    const body = Array.from({ length: 12 }, (_, index) =>
      raw(`MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ${index}`),
    );
    const lines = texts([raw('-----BEGIN PRIVATE KEY-----'), ...body, raw('-----END PRIVATE KEY-----'), raw('after')]);
    expect(lines).toHaveLength(15);
    expect(lines.join('\n')).not.toContain('MIIE');
    expect(lines.at(-1)).toBe('after');
  });

  test('values of the environment’s secrets are masked wherever they stand', () => {
    const secrets = secretValues(['SESSION_SECRET=Tr0ub4dor-and-3', 'POSTGRES_PASSWORD=postgres']);
    expect(texts([raw('loaded Tr0ub4dor-and-3 for postgres')], false, secrets)).toEqual(['loaded *** for postgres']);
  });

  test('a long line keeps its beginning and end, less what may be the rest of a secret', () => {
    const [line] = texts([raw('begin', { end: 'c3cret-rest and the end', leftOutBytes: 50_000_000 })]);
    expect(line).toBe('begin [... 50000000 bytes left out ...] and the end');
  });

  test('thousands of lines take little time, hostile ones too', () => {
    const hostile = ['\u001b]'.repeat(2_000), '\u001b['.repeat(2_000), 'key='.repeat(1_000), ':'.repeat(4_000)];
    const lines = Array.from({ length: 2_000 }, (_, index) => raw(hostile[index % hostile.length] as string));
    const started = performance.now();
    expect(texts(lines)).toHaveLength(2_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('the environment', () => {
  test.each([
    ['LOG_LEVEL=debug', 'debug'],
    ['EMPTY_PASSWORD=', ''],
    ['API_KEY=abc', '***'],
    ['ANYTHING=sk-ant-api03-abcdefghijklmnopqrstuvwxyz012345', '***'],
    [
      'DATABASE_URL=postgres://app:s3cr3t@localhost:5432/app?sslmode=require',
      'postgres://app:***@localhost:5432/app?sslmode=require',
    ],
    ['DATABASE_URL=postgres://app:s3/cr3t@db/app', 'postgres://***@db/app'],
    ['REDIS_URL=redis://redis:6379/0', 'redis://redis:6379/0'],
    ['SENTRY_DSN=https://0123456789abcdef0123456789abcdef@sentry.io/1', 'https://***@sentry.io/1'],
    ['HOOK=https://x.example/?page=2&token=abcdef', 'https://x.example/?page=2&token=***'],
    ['NO_VALUE', ''],
  ])('%s', (pair, shown) => {
    expect([...readableEnvironment([pair]).values()]).toEqual([shown]);
  });

  test('an engine that lists none', () => {
    expect(readableEnvironment(null).size).toBe(0);
    expect(secretValues(undefined)).toEqual([]);
  });
});
