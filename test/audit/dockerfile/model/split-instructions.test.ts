import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../../../src/audit/dockerfile/model/parse-dockerfile.js';

const words = (text: string) =>
  parseDockerfile(text).instructions.map(({ keyword, words: all }) => [keyword, ...all.map(({ value }) => value)]);

describe('continuations', () => {
  test('an escaped escape character continues nothing, at the end of a path or of the file', () => {
    expect(words('FROM a\nENV DIR C:\\\\app\\\\\nUSER b\n')).toEqual([
      ['FROM', 'a'],
      ['ENV', 'DIR', 'C:\\app\\'],
      ['USER', 'b'],
    ]);
    expect(words('COPY x y .\\\\to\\\\')).toEqual([['COPY', 'x', 'y', '.\\to\\']]);
  });

  test('join words without a blank between them', () => {
    expect(words('COPY on\\\ne t\\\n# why\n\\\nwo /\n')).toEqual([['COPY', 'one', 'two', '/']]);
    const [instruction] = parseDockerfile('ENV NA\\\nME=val\\\nue B=c\n').instructions;
    expect(instruction?.pairs.map(({ name, value }) => [name, value])).toEqual([
      ['NAME', 'value'],
      ['B', 'c'],
    ]);
    expect(words('COPY a \\\n  b\\\n  c /\n')).toEqual([['COPY', 'a', 'b', 'c', '/']]);
  });

  test('a keyword can be continued, and a file can end in one', () => {
    expect(words('RU\\\nN make\nCMD x \\')).toEqual([
      ['RUN', 'make'],
      ['CMD', 'x'],
    ]);
  });

  test('comments after the last continued line belong to no instruction', () => {
    const { instructions, comments } = parseDockerfile('RUN a \\\n# b\n');
    expect(instructions.map(({ raw, endLine }) => [raw, endLine])).toEqual([['a \\', 1]]);
    expect(comments.map(({ text }) => text)).toEqual(['b']);
  });
});

describe('here-documents', () => {
  const heredocs = (text: string) =>
    parseDockerfile(text).instructions.map(({ keyword, heredocs: all }) => [
      keyword,
      ...all.map(({ name, text: body, quoted }) => [name, body, quoted]),
    ]);

  test('are opened by words of RUN, COPY and ADD alone', () => {
    expect(heredocs('RUN cat <<A 3<<-B > x\n1\nA\n\t2\n\tB\nUSER <<C\nRUN y <<< z\nRUN "<<D"\n')).toEqual([
      ['RUN', ['A', '1', false], ['B', '\t2', false]],
      ['USER'],
      ['RUN'],
      ['RUN'],
    ]);
  });

  test('quotes of the delimiter are taken off and kept in mind', () => {
    expect(heredocs(`RUN <<'one two'\nx\none two\nRUN <<E"O"F\ny\nEOF\nRUN <<\\'q\nz\n'q\nRUN << EOF\nEOF\n`)).toEqual([
      ['RUN', ['one two', 'x', true]],
      ['RUN', ['EOF', 'y', true]],
      ['RUN', ["'q", 'z', false]],
      ['RUN', ['EOF', '', false]],
    ]);
  });

  test('none is in an exec form; one of ONBUILD is its trigger’s', () => {
    expect(heredocs('RUN ["sh", "<<X"]\nONBUILD COPY <<Y /y\nb\nY\nCMD z\n')).toEqual([
      ['RUN'],
      ['COPY', ['Y', 'b', false]],
      ['CMD'],
    ]);
  });

  test('one without an end takes the rest of the file', () => {
    expect(heredocs('RUN <<X\na\nCMD b\n')).toEqual([['RUN', ['X', 'a\nCMD b', false]]]);
  });
});

describe('directives', () => {
  const directives = (text: string) => parseDockerfile(text).directives.map(({ name, value }) => [name, value]);

  test('are the first lines, whatever their case and blanks; a BOM is no line', () => {
    expect(directives('\uFEFF# Syntax = docker/dockerfile:1\n#escape=`\n# check=skip=all\nFROM a\n')).toEqual([
      ['syntax', 'docker/dockerfile:1'],
      ['escape', '`'],
      ['check', 'skip=all'],
    ]);
  });

  test('end with the first line that is none', () => {
    const text = '# a comment\n# escape=`\nFROM a\nCOPY x \\\n y\n';
    expect(directives(text)).toEqual([]);
    expect(words(text)[1]).toEqual(['COPY', 'x', 'y']);
    expect(directives('# escaped=`\n# escape=`\nFROM a\n')).toEqual([]);
    expect(directives('\n# escape=`\n# check=skip=all\nFROM a\n')).toEqual([]);
    expect(directives('\n# check=skip=all\nFROM a\n')).toEqual([['check', 'skip=all']]);
  });
});

test('flags of current BuildKit, and `--` that ends them', () => {
  const read = (text: string) => {
    const [instruction] = parseDockerfile(text).instructions;
    return [
      instruction?.flags.map(({ name, value }) => [name, value]),
      instruction?.json ?? instruction?.words.map(({ value }) => value),
    ];
  };
  expect(read('COPY --link --parents --exclude=*.md --exclude="a b" --chmod=u=rX -- x /y')).toEqual([
    [
      ['link', null],
      ['parents', null],
      ['exclude', '*.md'],
      ['exclude', 'a b'],
      ['chmod', 'u=rX'],
    ],
    ['x', '/y'],
  ]);
  expect(read('ADD --checksum=sha256:1 --keep-git-dir=true --unpack ["u r", "/v"]')).toEqual([
    [
      ['checksum', 'sha256:1'],
      ['keep-git-dir', 'true'],
      ['unpack', null],
    ],
    ['u r', '/v'],
  ]);
  expect(read('RUN --network=none --security=insecure --device=vendor.com/gpu=all --mount=type=ssh make')[0]).toEqual([
    ['network', 'none'],
    ['security', 'insecure'],
    ['device', 'vendor.com/gpu=all'],
    ['mount', 'type=ssh'],
  ]);
  expect(read('HEALTHCHECK --start-interval=1s --retries=3 CMD ["x"]')).toEqual([
    [
      ['start-interval', '1s'],
      ['retries', '3'],
    ],
    ['x'],
  ]);
});

describe('variables', () => {
  const variablesOf = (text: string) =>
    Object.fromEntries(parseDockerfile(text).instructions.at(-1)?.variables.entries() ?? []);

  test('are those before an instruction, of the stage below as well', () => {
    const text = 'FROM a AS one\nENV A=1\nARG B=2\nFROM one\nENV A=$A$B C=3\nRUN x\n';
    expect(variablesOf(text)).toEqual({ A: '12', B: '2', C: '3' });
    const [, , , , env] = parseDockerfile(text).instructions;
    expect([env?.variables.get('A'), env?.variables.has('C'), env?.variables.size]).toEqual(['1', false, 2]);
  });

  test('a default in place serves a variable that has none', () => {
    const image = (text: string) => parseDockerfile(text).stages[0]?.resolvedImage;
    expect(image('ARG TAG\nFROM alpine:${TAG:-3.22}\n')).toBe('alpine:3.22');
    expect(image('ARG V=3\nFROM alpine:${TAG:-$V.22}\n')).toBe('alpine:3.22');
    expect(image('FROM build_${TARGETARCH:-amd64}\n')).toBeNull();
  });

  test('of many stages on each other are found', () => {
    const chain = Array.from(
      { length: 60 },
      (_, at) => `FROM ${at ? `s${at - 1}` : 'a'} AS s${at}\nENV E${at}=${at}\n`,
    );
    const found = variablesOf(`${chain.join('')}RUN x\n`);
    expect(Object.keys(found)).toHaveLength(60);
    expect(found.E0).toBe('0');
  });
});
