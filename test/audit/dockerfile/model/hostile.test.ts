import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintDockerfile } from '../../../../src/audit/dockerfile/lint-dockerfile.js';
import { parseDockerfile } from '../../../../src/audit/dockerfile/model/parse-dockerfile.js';
import { defaultRuleSettings } from '../../../../src/audit/dockerfile/rule-settings.js';
import { dockerfileRules } from '../../../../src/audit/dockerfile/rules/all-rules.js';
import { imageRules } from '../../../../src/audit/dockerfile/rules/images/image-rules.js';
import { packagePath } from '../../../../src/knowledge/package-root.js';

/** What Dockerfiles are made of, and what parsers stumble on. */
const fragments = [
  ...['FROM ', 'RUN ', 'COPY ', 'ADD ', 'ENV ', 'ARG ', 'LABEL ', 'CMD ', 'ONBUILD ', 'HEALTHCHECK CMD ', 'SHELL '],
  ...['EXPOSE 80', 'USER ', 'WORKDIR ', 'VOLUME ', 'ENTRYPOINT ', 'from ', 'oNbUiLd ', 'MAINTAINER x', 'STOPSIGNAL '],
  ...['\n', '\r\n', '\r', '\\\n', '\\ \n', '`\n', '\\\\\n', '\\', '\t', ' ', '  ', '\u0000', '\uFEFF', '\u2028'],
  ...[
    '<<EOF',
    '<<-EOF',
    "<<'E F'",
    '<<',
    'EOF\n',
    '$',
    '${',
    '${A',
    '${A:-',
    '${A:-${B}}',
    '$A',
    '}',
    '$((',
    '$(',
    ')',
  ],
  ...[
    '"',
    "'",
    '[',
    ']',
    '["a", "b"]',
    '[""]',
    '["',
    '{',
    '=',
    'A=b',
    ' AS ',
    ' as x',
    '@sha256:',
    ':latest',
    ':',
    '/',
  ],
  ...[
    '--from=x ',
    '--from=0 ',
    '--platform=',
    '--mount=type=cache,from=a ',
    '--chown= ',
    '-- ',
    '--',
    '#',
    '# escape=`\n',
  ],
  ...[
    '# syntax=x\n',
    '# check=skip=all\n',
    '# hadolint ignore=DL3008\n',
    '# hadolint shell=bash\n',
    '| ',
    '&& ',
    '; ',
    '>',
  ],
  ...[
    'apt-get install -y curl ',
    'pip install x==1 ',
    'sh -c "',
    'sudo ',
    'curl http://x ',
    'if true; then ',
    'done ',
    'case ',
  ],
  ...['python', 'node:16-buster', 'scratch', 'arm64v8/x', 'é', '😀', '\uD800', 'x'.repeat(300)],
];

const hostile = fc
  .array(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: 'binary', maxLength: 8 })),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''));

/** Dockerfiles of the project: those of its examples and those that its rules show. */
function realDockerfiles(): string[] {
  const examples = packagePath('examples');
  const written = readdirSync(examples, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|[\\/])(?:.*\.)?Dockerfile[^\\/]*$/i.test(name))
    .map((name) => readFileSync(path.join(examples, name), 'utf8'));
  const shown = dockerfileRules
    .flatMap(({ bad, good }) => [bad, good])
    .map((example) => (typeof example === 'string' ? example : example.dockerfile));
  return [...written, ...shown];
}

/** A file with pieces cut out, doubled, moved or put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...realDockerfiles()),
    fc.array(
      fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom('cut', 'double', 'put', 'swap'), fc.constantFrom(...fragments)),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [seed, length, kind, fragment]) => {
      const at = now.length === 0 ? 0 : seed % now.length;
      const piece = now.slice(at, at + length);
      if (kind === 'cut') return now.slice(0, at) + now.slice(at + length);
      if (kind === 'double') return now.slice(0, at) + piece + now.slice(at);
      if (kind === 'put') return now.slice(0, at) + fragment + now.slice(at);
      return now.slice(0, at) + [...piece].reverse().join('') + now.slice(at + length);
    }, text),
  );

/** What is wrong with a model; everything that rules read of it is read, so that what is made on demand is made. */
function faultsOf(text: string): string[] {
  const { instructions, comments, stages, lines } = parseDockerfile(text);
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  for (const instruction of instructions) {
    const { start, end, keywordSpan, argumentsStart, flags, words, pairs, heredocs, script, logical, raw } =
      instruction;
    const spans = [keywordSpan, ...flags, ...words, ...pairs, ...heredocs.map(({ body }) => body)];
    for (const span of spans)
      must(start <= span.start && span.start <= span.end && span.end <= end, 'a span outside its instruction');
    for (const command of script?.commands ?? [])
      must(start <= command.start && command.end <= text.length, 'a command outside its instruction');
    must(end <= text.length, 'an instruction outside the file');
    must(argumentsStart + logical.length === end && raw.length === logical.length, 'arguments of another length');
    const keyword = text.slice(keywordSpan.start, keywordSpan.end);
    must(instruction.onbuild || keywordSpan.start === start, 'an instruction that does not begin with its keyword');
    must(
      withoutContinuations(keyword) === withoutContinuations(instruction.keyword),
      `the keyword ${instruction.keyword} elsewhere`,
    );
    must(instruction.line === lines.position(start).line, 'another line');
    must(instruction.endLine >= instruction.line, 'an end before the begin');
  }
  for (const { start } of comments) must(text[start] === '#', 'a comment without its sign');
  for (const stage of stages)
    must(
      stage.instructions.every((instruction) => instruction.stage === stage),
      'an instruction of two stages',
    );
  return faults;
}

/** A keyword may be continued: `RU` with its backslash, and `N`, or the end of the file; NUL is no letter. */
function withoutContinuations(text: string): string {
  return text
    .replace(/[\\`][ \t]*(?:\r*\n|$)(?:\s*#[^\n]*(?:\n|$)|[^\S\n]*\n)*/g, '')
    .replaceAll('\0', '')
    .trimEnd()
    .toUpperCase();
}

/** Of the processor, which other work on the machine does not stretch. */
function seconds(work: () => void): number {
  const begin = process.cpuUsage();
  work();
  return process.cpuUsage(begin).user / 1e6;
}

describe('any text', () => {
  test('is read without a throw, its spans in the file and in their order', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, mutated), (text) => {
        expect(faultsOf(text)).toEqual([]);
      }),
      { numRuns: 4000, examples: [['ONBUILD ["\\']] },
    );
  });

  test('has instructions that begin with their keyword and do not overlap', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, mutated), (text) => {
        let before = 0;
        for (const { start, end } of parseDockerfile(text).instructions) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('all rules', () => {
  test('survive mutated Dockerfiles, each in less than a second, and point into the file', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const settings = { ...defaultRuleSettings, trustedRegistries: ['docker.io', '*.example.com'] };
        let count = 0;
        const taken = seconds(() => {
          for (const { line, column, endLine, fix } of lintDockerfile(text, dockerfileRules, settings)) {
            count += 1;
            expect(line).toBeGreaterThan(0);
            expect(column).toBeGreaterThan(0);
            expect(endLine).toBeGreaterThanOrEqual(line as number);
            for (const edit of fix?.edits ?? []) expect(edit.end).toBeLessThanOrEqual(text.length);
          }
        });
        expect(taken, `${count} findings`).toBeLessThan(1);
      }),
      { numRuns: 1500 },
    );
  });

  test('survive texts that are hardly Dockerfiles', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(seconds(() => lintDockerfile(text, dockerfileRules, defaultRuleSettings))).toBeLessThan(1);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('time grows with the length', () => {
  const many = (piece: string | ((at: number) => string), length = 200_000) => {
    let text = '';
    for (let at = 0; text.length < length; at++) text += typeof piece === 'string' ? piece : piece(at);
    return text;
  };
  test.each([
    ['continuations', `RUN a${many(' \\\n')}`],
    ['empty continued lines', `RUN a \\\n${many('\n')}b`],
    ['comments in a continued line', `RUN a \\\n${many('# c\n')}b`],
    ['blanks after a comment sign', `#${many(' ')}x\nFROM a\n`],
    ['blanks in a shell comment', `# hadolint shell=a${many(' ')}x\nFROM a\n`],
    ['carriage returns', `RUN a${many('\r')}b\n`],
    ['open quotes', `ENV A=${many('"\\"')}`],
    ['open variables', `FROM ${many('${A:-')}`],
    ['variables', many((at) => `ENV A${at}=$A${at - 1}\n`)],
    ['arguments', many((at) => `ARG A${at}=x\n`)],
    ['stages', many((at) => `FROM a AS s${at}\nCOPY --from=s${at - 1} /x /y\n`)],
    ['stages on each other', many((at) => `FROM ${at ? `s${at - 1}` : 'a'} AS s${at}\nENV E${at}=1\n`)],
    ['here-documents without an end', many('RUN <<EOF\n')],
    ['openings of here-documents', `RUN${many(' <<A')}\n`],
    ['substitutions', `RUN ${many('$(')}`],
    ['substitutions in an exec form', `RUN ["sh", "-c", "${many('$(', 15_000)}"]`],
    ['brackets', `COPY ${many('[')}`],
    ['flags', `COPY${many(' --from=a')} b c\n`],
    ['mounts', `RUN --mount=${many('from=a,')} b\n`],
    ['one word', `FROM ${many('a')}\n`],
    ['separators in a name', `FROM ${many('a-')}\n`],
    ['domains', `FROM ${many('a.')}/b\n`],
    ['empty lines', many('\n')],
    ['escape characters', `RUN ${many('\\')}\nCMD x\n`],
  ])('%s', (_, text) => {
    expect(seconds(() => expect(faultsOf(text)).toEqual([]))).toBeLessThan(5);
  });

  test.each([
    ['variables', many((at) => `ENV A${at}=$A${at - 1}\n`, 60_000)],
    ['stages', many((at) => `FROM a AS S${at}\nCOPY --from=S${at - 1} / /\n`, 60_000)],
    ['unnamed stages', many((at) => `FROM a:1\nCOPY --from=${at} x y z\n`, 60_000)],
    [
      'names that are nearly right',
      many((at) => `ARG NAME${at}=1\n`, 30_000) + many((at) => `FROM a$NAM${at}\n`, 30_000),
    ],
  ])('image rules: %s', (_, text) => {
    expect(seconds(() => lintDockerfile(text, imageRules, defaultRuleSettings))).toBeLessThan(5);
  });
});
