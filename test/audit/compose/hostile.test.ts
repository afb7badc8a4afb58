import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintCompose } from '../../../src/audit/compose/lint-compose.js';
import { composeRules } from '../../../src/audit/compose/rules/compose-rules.js';
import { defaultRuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import { Fault } from '../../../src/fault.js';
import { mend } from './mend.js';

/** Milliseconds of work that one file may take; the time that passes is other programs' too. */
const longest = 3_000;

/** Lints, or gives the fault; anything else that is thrown fails the test. */
function outcome(text: string): 'linted' | Fault {
  const start = process.cpuUsage();
  try {
    lintCompose(text, composeRules, defaultRuleSettings, 'compose.yaml');
    return 'linted';
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  } finally {
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(longest);
  }
}

const examples = composeRules.flatMap(({ bad, good }) =>
  [bad, good].map((example) => (typeof example === 'string' ? example : example.compose)),
);
const pieces = [
  ...'\t\n\r :-?[]{},#&*!|>\'"%@`$\\<=~\u0000\u0085\u2028\ufeff\ud800'.split(''),
  '<<: *a\n',
  '&a ',
  '*a',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '!!binary ',
  '!reset ',
  '${',
  '${A:-',
  '}',
  '? ',
  '|2\n',
  '>-\n',
  'services:',
  'volumes:',
  'depends_on:',
  'extends: app\n',
  '# dockwright ignore=all',
  '0x',
  '012',
  '.inf',
  '"\\u12',
  '\n    ',
  '\n  ',
];

/** An example with pieces put in, taken out and repeated at any place. */
const mutated = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 }))), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((result, [place, length, piece]) => {
      const at = place % (result.length + 1);
      return result.slice(0, at) + piece + result.slice(at + length);
    }, text),
  );

/** Any value where another is expected. */
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, -1, Number.POSITIVE_INFINITY, '', 'host', 'a:b:c:d', '${', '$', ':', '[', 'none'),
    fc.string({ maxLength: 8 }),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom('source', 'target', 'published', 'test', 'condition', 'service', '<<', '__proto__', ''),
      tie('any'),
      {
        maxKeys: 3,
      },
    ),
  ),
})).any;
const keys =
  'image build ports volumes environment labels healthcheck deploy depends_on extends security_opt cap_add cap_drop privileged pid ipc network_mode userns_mode cgroup cgroup_parent restart scale container_name links networks secrets configs tmpfs mem_limit cpus pids_limit develop provider volumes_from command'.split(
    ' ',
  );
const misshapen = fc
  .record({
    services: fc.oneof(
      fc.dictionary(
        fc.constantFrom('app', 'db', '__proto__', 'constructor'),
        fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8 }),
        { maxKeys: 3 },
      ),
      value,
    ),
    volumes: value,
    networks: value,
    version: value,
  })
  .map((file) => JSON.stringify(file));

describe('any text ends in findings or a fault', () => {
  test('a changed example', () => {
    fc.assert(
      fc.property(mutated, (text) => void outcome(text)),
      { numRuns: 1_500 },
    );
  });

  test('a file whose values have any shape', () => {
    fc.assert(
      fc.property(misshapen, (text) => void outcome(text)),
      { numRuns: 1_500 },
    );
  });

  test('a text of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void outcome(text)),
      { numRuns: 500 },
    );
  });

  test('and what a fix makes can be read, has the finding no more, and is not fixed again', () => {
    const fixable = fc
      .tuple(mutated, fc.constantFrom('yes', '012', '3.10', '1e3', 'True'))
      .map(([text, word]) => `version: "3"\n${text.replace(/ \d[\w.]*$/m, ` ${word}`)}`);
    fc.assert(
      fc.property(fixable, (text) => {
        if (outcome(text) !== 'linted') return;
        const fixed = lintCompose(text, composeRules, defaultRuleSettings).filter(({ fix }) => fix);
        const mended = mend(text, fixed);
        const left = lintCompose(mended, composeRules, defaultRuleSettings).filter(({ fix }) => fix);
        expect(left).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

const size = 260_000;
const fill = (part: string, length = size) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
const inService = (text: string) => `services:\n  app:\n    image: a:1\n${text}`;
const numbered = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

describe('a huge or hostile file ends within bounds', () => {
  test.each([
    ['brackets', fill('[')],
    ['braces', fill('{')],
    ['closing braces', fill('}')],
    ['commas', `a: [${fill(',')}]`.slice(0, size)],
    ['dashes', fill('- ')],
    ['question marks', fill('?\n')],
    ['colons', fill('a: ')],
    ['directives', fill('%a\n')],
    ['documents', fill('---\n')],
    ['wrong escapes', `"${fill('\\q')}`.slice(0, size)],
    ['deep indentation', numbered(600, (index) => `${' '.repeat(index)}k:\n`)],
    ['balanced brackets', `services: ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['references', inService(`    command: "${fill('${', 200_000)}"\n`)],
    ['nested defaults', inService(`    image: "${fill('${A:-', 200_000)}"\n`)],
    [
      'references in many values',
      inService(`    volumes:\n${numbered(60, () => `      - "${fill('${', 3_900)}:/x"\n`)}`),
    ],
    ['ignore comments', `${fill('# dockwright ignore=x\n', 200_000)}${inService('')}`],
    [
      'ignore comments at line ends',
      inService(`    ports:\n${numbered(6_000, () => '      - 80:80 # dockwright ignore=x\n')}`),
    ],
    ['services', `services:\n${numbered(9_000, (index) => `  s${index}: {image: a}\n`)}`],
    [
      'services that extend each other',
      `services:\n${numbered(6_000, (index) => `  s${index}: {extends: s${index + 1}}\n`)}`,
    ],
    [
      'dependencies',
      `services:\n${numbered(400, (index) => `  s${index}: {image: a:1, depends_on: [${numbered(80, (other) => `s${other},`)}]}\n`)}`,
    ],
    ['shared volumes', `services:\n${numbered(6_000, (index) => `  s${index}: {image: a:1, volumes: ["v:/v"]}\n`)}`],
    ['duplicate keys', inService(fill('    restart: no\n', 200_000))],
    [
      'secrets',
      inService(`    environment:\n${numbered(5_000, (index) => `      PASSWORD_${index}: q9Xr${index}zK\n`)}`),
    ],
    ['version lines', fill('version: 3\n')],
    ['aliases', `x-a: &a {k: v}\nservices: {a: {ports: [${fill('*a , ', 200_000)}]}}`],
    ['long plain texts', inService(`    command: ${fill('a', 200_000)}\n    image: ${fill('b/', 50_000)}\n`)],
  ])('%s', (_, text) => {
    expect(text.length).toBeLessThan(265_000);
    expect(['linted', 'invalid-manifest', 'invalid-input']).toContain(codeOf(outcome(text)));
  });

  test.each([
    ['is longer than', fill('# long\n', 300_000)],
    ['too many directives', fill('%a\n', 2_000)],
    ['more than 100 documents', fill('---\n', 2_000)],
    ['nested too deep', `services: ${'['.repeat(2_000)}${']'.repeat(2_000)}`],
  ])('one that %s is refused', (why, text) => {
    const fault = outcome(text);
    expect(fault).toBeInstanceOf(Fault);
    expect((fault as Fault).message).toContain(why);
  });

  test('aliases of aliases are not multiplied', () => {
    const laughs = numbered(30, (index) => `x-${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}]\n`);
    expect(outcome(`x-0: &a0 lol\n${laughs}services: {app: {image: a, ports: *a30, environment: *a30}}\n`)).toBe(
      'linted',
    );
  });

  test('merges of merges are counted', () => {
    const merges = numbered(2_000, (index) => `x-${index + 1}: &a${index + 1} {<<: [*a${index}], k${index}: 1}\n`);
    const fault = outcome(`x-0: &a0 {k: 1}\n${merges}services: {app: {image: a}}\n`);
    expect((fault as Fault).message).toContain('merge keys');
  });
});

function codeOf(result: 'linted' | Fault): string {
  return result === 'linted' ? result : result.code;
}
