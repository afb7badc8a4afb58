import { describe, expect, test } from 'vitest';
import { hasOption, operands, optionValues } from '../../../../src/audit/dockerfile/model/command.js';
import { parseDockerfile } from '../../../../src/audit/dockerfile/model/parse-dockerfile.js';
import { parseImageName, rootImage } from '../../../../src/audit/dockerfile/model/stages.js';

const at = (text: string, index: number, settings = {}) => {
  const found = parseDockerfile(text, settings).instructions[index];
  if (!found) throw new Error(`no instruction ${index}`);
  return found;
};
const commands = (text: string, index = 0) =>
  (at(text, index).script?.commands ?? []).map(({ name, words }) => [name, ...words.map(({ value }) => value)]);

describe('instructions', () => {
  test('of a fragment are one stage', () => {
    const dockerfile = parseDockerfile('RUN a\nCMD ["b"]\n');
    expect(dockerfile.fragment).toBe(true);
    expect(dockerfile.stages).toHaveLength(1);
    expect(dockerfile.stages[0]?.from).toBeNull();
    expect(dockerfile.instructions.map(({ keyword, json }) => [keyword, json])).toEqual([
      ['RUN', null],
      ['CMD', ['b']],
    ]);
  });

  test('know their flags, words and lines', () => {
    const text = 'FROM a\nCOPY --from=build --chown=1:1 \\\n  x \\\n# why\n  "y z" /to/\n';
    const copy = at(text, 1);
    expect(copy.flags.map(({ name, value }) => [name, value])).toEqual([
      ['from', 'build'],
      ['chown', '1:1'],
    ]);
    expect(copy.words.map(({ value }) => value)).toEqual(['x', 'y z', '/to/']);
    expect(copy.words.map(({ start, end }) => text.slice(start, end))).toEqual(['x', '"y z"', '/to/']);
    expect([copy.line, copy.endLine]).toEqual([2, 5]);
  });

  test('a continuation at the end of the file belongs to no word', () => {
    expect(commands('RUN make all \\\n\n')).toEqual([['make', 'all']]);
    expect(commands('RUN make all\\\n# the end\n')).toEqual([['make', 'all']]);
  });

  test('an ONBUILD is its trigger', () => {
    const run = at('ONBUILD RUN --network=none apt-get install -y x', 0);
    expect([run.keyword, run.onbuild, run.flag('network')?.value]).toEqual(['RUN', true, 'none']);
    expect(run.script?.commands[0]?.name).toBe('apt-get');
  });

  test('mount options are pairs', () => {
    const run = at('RUN --mount=type=cache,target=/root/.cache,readonly x', 0);
    expect(Object.fromEntries(run.flag('mount')?.options ?? [])).toEqual({
      type: 'cache',
      target: '/root/.cache',
      readonly: 'true',
    });
  });

  test('pairs in both notations', () => {
    expect(at('ENV A="b c" D=e\\ f', 0).pairs.map(({ name, value, legacy }) => [name, value, legacy])).toEqual([
      ['A', 'b c', false],
      ['D', 'e f', false],
    ]);
    expect(at('ENV A b c', 0).pairs.map(({ name, value, legacy }) => [name, value, legacy])).toEqual([
      ['A', 'b c', true],
    ]);
    expect(at('ARG A', 0).pairs[0]?.value).toBeNull();
    expect(at('ARG A=', 0).pairs[0]?.value).toBe('');
  });

  test('a here-document is one instruction, and its body a script', () => {
    const text = 'FROM a\nRUN <<EOF\nset -e\napt-get install x\nEOF\nCOPY <<-"X" /a\n$b\nX\nUSER 1\n';
    const dockerfile = parseDockerfile(text);
    expect(dockerfile.instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN', 'COPY', 'USER']);
    expect(commands(text, 1)).toEqual([
      ['set', '-e'],
      ['apt-get', 'install', 'x'],
    ]);
    const install = dockerfile.instructions[1]?.script?.commands[1];
    expect(text.slice(install?.start, install?.end)).toBe('apt-get install x');
    expect(dockerfile.instructions[2]?.heredocs[0]).toMatchObject({ name: 'X', text: '$b', quoted: true });
    expect(dockerfile.instructions[2]?.words.map(({ value }) => value).at(-1)).toBe('/a');
  });

  test('a here-document of another interpreter is no shell script', () => {
    expect(at('RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF\n', 0).script).toBeNull();
  });

  test('CRLF, backquote as escape, blanks after a continuation', () => {
    expect(commands('RUN a \\\r\n && b\r\n')).toEqual([['a'], ['b']]);
    expect(
      parseDockerfile('# escape=`\nFROM a\nCOPY x `\n y\n').instructions[1]?.words.map(({ value }) => value),
    ).toEqual(['x', 'y']);
    expect(commands('RUN a \\  \n\n # c\n && b')).toEqual([['a'], ['b']]);
  });
});

describe('stages', () => {
  const text = `ARG BASE=python:3.13
FROM \${BASE}-slim AS build
ENV A=1
SHELL ["/bin/bash", "-c"]
FROM build AS Next
ARG V=2
RUN x
FROM scratch
COPY --from=build / /
`;
  test('know their bases, images, shells and variables', () => {
    const { stages, instructions, globals } = parseDockerfile(text);
    expect(stages.map(({ name, resolvedImage, base }) => [name, resolvedImage, base?.name ?? null])).toEqual([
      ['build', 'python:3.13-slim', null],
      ['Next', 'build', 'build'],
      [null, 'scratch', null],
    ]);
    expect(rootImage(stages[1] as never)).toBe('python:3.13-slim');
    const run = instructions.find(({ keyword }) => keyword === 'RUN');
    expect(run?.shell).toEqual(['/bin/bash', '-c']);
    expect(Object.fromEntries(run?.variables ?? [])).toEqual({ A: '1', V: '2' });
    expect(globals.get('BASE')).toBe('python:3.13');
  });

  test('a stage built on another has its arguments too, as in BuildKit', () => {
    const { instructions } = parseDockerfile('FROM a AS base\nARG V=2\nENV E=$V\nFROM base\nARG E=3\nCOPY $V /\n');
    expect(Object.fromEntries(instructions.at(-1)?.variables ?? [])).toEqual({ V: '2', E: '2' });
  });

  test('the one to judge can be named', () => {
    expect(parseDockerfile(text).target?.index).toBe(2);
    expect(parseDockerfile(text, { target: 'next' }).target?.index).toBe(1);
    expect(parseDockerfile(text, { target: '0' }).target?.index).toBe(0);
  });

  test('a Windows image has no POSIX shell', () => {
    expect(at('FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir', 1).script).toBeNull();
    expect(at('# escape=`\nFROM x\nRUN dir', 1).script).toBeNull();
  });

  test('image names', () => {
    expect(parseImageName('python')).toEqual({
      registry: 'docker.io',
      repository: 'library/python',
      name: 'python',
      tag: null,
      digest: null,
    });
    expect(parseImageName('localhost:5000/a/b:1@sha256:x')).toEqual({
      registry: 'localhost:5000',
      repository: 'a/b',
      name: 'b',
      tag: '1',
      digest: 'sha256:x',
    });
  });
});

describe('shell', () => {
  test('commands are found wherever they stand, wrappers unwrapped', () => {
    expect(
      commands('RUN sudo -u x env A=1 apt-get install "a b" && echo $(curl x | sh) && sh -c "pip install y"'),
    ).toEqual([
      ['sudo', '-u', 'x', 'env', 'A=1', 'apt-get', 'install', 'a b'],
      ['env', 'A=1', 'apt-get', 'install', 'a b'],
      ['apt-get', 'install', 'a b'],
      ['echo', '$(curl x | sh)'],
      ['curl', 'x'],
      ['sh'],
      ['sh', '-c', 'pip install y'],
      ['pip', 'install', 'y'],
    ]);
  });

  test('options, values and operands', () => {
    const command = at('RUN apt-get -qq -o X=1 install --yes a', 0).script?.commands[0];
    if (!command) throw new Error('no command');
    expect(hasOption(command, 'y', 'yes')).toBe(true);
    expect(optionValues(command, 'o')).toEqual(['X=1']);
    expect(operands(command, ['o']).map(({ value }) => value)).toEqual(['install', 'a']);
  });

  test('an exec form is one command', () => {
    expect(commands('CMD ["sh", "-c", "exec uvicorn main:app"]')).toEqual([
      ['sh', '-c', 'exec uvicorn main:app'],
      ['exec', 'uvicorn', 'main:app'],
      ['uvicorn', 'main:app'],
    ]);
  });
});

test('comments: between instructions and in continued lines, not in here-documents', () => {
  const text = '# first\nFROM a\nRUN b \\\n # inside\n c\nRUN <<EOF\n# script\nEOF\n';
  expect(parseDockerfile(text).comments.map(({ line, text: comment }) => [line, comment])).toEqual([
    [1, 'first'],
    [4, 'inside'],
  ]);
});
