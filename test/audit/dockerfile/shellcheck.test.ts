import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDockerfile } from '../../../src/audit/dockerfile/model/parse-dockerfile.js';
import { checkableScripts } from '../../../src/audit/dockerfile/shell-scripts.js';
import { findShellCheck, runShellCheck } from '../../../src/audit/dockerfile/shellcheck.js';
import { currentSurroundings } from '../../../src/engine/docker-config.js';

const settings = { disableIgnoreComments: false, severities: {} };
const scripts = (text: string) => checkableScripts(parseDockerfile(text));

describe('scripts for ShellCheck', () => {
  test.each([
    ['RUN x', 'sh'],
    ['SHELL ["/bin/bash", "-c"]\nRUN x', 'bash'],
    ['SHELL ["/bin/ash", "-eo", "pipefail", "-c"]\nRUN x', 'dash'],
    ['# hadolint shell=ksh\nRUN x', 'ksh'],
    ['RUN <<EOF\n#!/usr/bin/env bash\nx\nEOF', 'bash'],
  ])('%s is read as %s', (text, dialect) => {
    expect(scripts(text).map((script) => script.dialect)).toEqual([dialect]);
  });

  test.each([
    'RUN ["a", "$b"]',
    'CMD x',
    'SHELL ["pwsh", "-c"]\nRUN Get-Item',
    'SHELL ["/bin/zsh", "-c"]\nRUN x',
    'RUN <<EOF\n#!/usr/bin/python3\nprint()\nEOF',
    'RUN',
  ])('%s is not for it', (text) => {
    expect(scripts(text)).toEqual([]);
  });

  test.each([
    ['FROM alpine:3.22\nRUN x', true],
    ['FROM node:24-alpine3.22 AS a\nFROM a\nRUN x', true],
    ['FROM debian:13\nSHELL ["/bin/ash", "-c"]\nRUN x', true],
    ['FROM alpine:3.22\nSHELL ["/bin/bash", "-c"]\nRUN x', false],
    ['FROM debian:13\nRUN x', false],
    ['RUN x', false],
  ])('%j is read by BusyBox: %s', (text, expected) => {
    expect(scripts(text).map(({ busybox }) => busybox)).toEqual([expected]);
  });

  test('know what Docker has set', () => {
    const [first, second, trigger] = scripts('ARG A\nFROM x\nARG B\nRUN 1\nENV C=1\nRUN 2\nONBUILD RUN 3\n');
    const names = (input = '') => [...(input.split('\n', 1)[0] as string).matchAll(/(\w+)=1/g)].map(([, name]) => name);
    expect(names(first?.input)).toEqual(expect.arrayContaining(['http_proxy', 'HTTPS_PROXY', 'B']));
    expect(names(first?.input)).not.toContain('C');
    expect(names(first?.input)).not.toContain('A');
    expect(names(second?.input)).toContain('C');
    // an argument is gone when the trigger runs
    expect(names(trigger?.input)).toContain('C');
    expect(names(trigger?.input)).not.toContain('B');
  });

  test('know their places in the file', () => {
    const text = 'RUN echo 😀 \\\n  # comment\n  && echo $x\n';
    const [script] = scripts(text);
    expect(script?.offset(1, 1)).toBeNull();
    expect(script?.offset(2, 6)).toBe(text.indexOf('😀'));
    expect(script?.offset(2, 7)).toBe(text.indexOf('😀') + '😀'.length);
    const line = (script?.input.split('\n').findIndex((content) => content.includes('$x')) ?? 0) + 1;
    const column = (script?.input.split('\n')[line - 1]?.indexOf('$x') ?? 0) + 1;
    expect(script?.offset(line, column)).toBe(text.indexOf('$x'));
  });
});

describe('a program in its place', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shellcheck-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function standIn(body: string): Promise<string> {
    const file = path.join(folder, `stand-in-${Math.random().toString(36).slice(2)}`);
    await writeFile(file, `#!/bin/sh\n${body}\n`);
    await chmod(file, 0o755);
    return file;
  }

  test.skipIf(process.platform === 'win32')('what it answers becomes findings', async () => {
    const comment = { line: 2, column: 6, endLine: 2, endColumn: 8, level: 'info', code: 2086, message: 'Quote\n it.' };
    const program = await standIn(`cat >/dev/null; printf '%s' '${JSON.stringify({ comments: [comment] })}'; exit 1`);
    const text = 'FROM a\nRUN echo $x\n';
    expect(await runShellCheck(parseDockerfile(text), program, settings)).toEqual({
      problem: null,
      findings: [
        {
          rule: 'shellcheck-sc2086',
          aliases: ['SC2086'],
          severity: 'info',
          title: 'ShellCheck SC2086',
          message: 'Quote it.',
          principle: 'plain-instructions',
          line: 2,
          column: 10,
          endLine: 2,
          endColumn: 12,
        },
      ],
    });
    const severities = { 'shellcheck-sc2086': 'error' } as const;
    const { findings } = await runShellCheck(parseDockerfile(text), program, { ...settings, severities });
    expect(findings[0]?.severity).toBe('error');
    const silenced = parseDockerfile('FROM a\n# hadolint ignore=SC2086\nRUN echo $x\n');
    expect((await runShellCheck(silenced, program, settings)).findings).toEqual([]);
    expect(
      (await runShellCheck(silenced, program, { ...settings, disableIgnoreComments: true })).findings,
    ).toHaveLength(1);
  });

  test.skipIf(process.platform === 'win32').each([
    ['exit 3', /^ShellCheck failed/],
    ['cat >/dev/null; echo nonsense', /cannot be read/],
    ['cat >/dev/null; echo broken >&2; exit 2', /^ShellCheck failed: broken$/],
  ])('%s is said, not passed over', async (body, problem) => {
    const result = await runShellCheck(parseDockerfile('RUN x\n'), await standIn(body), settings);
    expect(result.findings).toEqual([]);
    expect(result.problem).toMatch(problem);
  });

  test.skipIf(process.platform === 'win32').each([
    ['0.9.0', '--shell=sh', 'SC3037'],
    ['0.10.0', '--shell=busybox', ''],
    ['0.11.0', '--shell=busybox', ''],
  ])('ShellCheck %s is asked with %s on Alpine', async (version, shell, leftOut) => {
    const asked = path.join(folder, `asked-${version}`);
    const stand = await standIn(
      `cat >/dev/null\nif [ "$1" = --version ]; then echo "version: ${version}"; exit; fi\necho "$@" > ${asked}\necho '{"comments": []}'`,
    );
    const { problem } = await runShellCheck(parseDockerfile('FROM alpine:3\nRUN echo -e x\n'), stand, settings);
    expect(problem).toBeNull();
    const options = await readFile(asked, 'utf8');
    expect(options).toContain(shell);
    expect(options.includes('SC3037')).toBe(leftOut === 'SC3037');
  });

  test('one that is not there is said too', async () => {
    const result = await runShellCheck(parseDockerfile('RUN x\n'), path.join(folder, 'none'), settings);
    expect(result.problem).toMatch(/ENOENT/);
  });
});

const program = await findShellCheck(currentSurroundings());

describe.skipIf(!program)(`ShellCheck itself${program ? '' : ' (skipped: shellcheck is not installed here)'}`, () => {
  const codes = async (text: string) => {
    const { findings, problem } = await runShellCheck(parseDockerfile(text), program as string, settings);
    expect(problem).toBeNull();
    return findings.map(({ aliases, line, column }) => `${aliases[0]}@${line}:${column}`);
  };

  test.each([
    ['RUN cat $file', ['SC2086@1:9', 'SC2154@1:9']],
    ['ARG file\nRUN cat "$file"', []],
    ['RUN cat "$file"\nRUN file=x; cat "$file"', ['SC2154@1:10']],
    ['FROM a AS b\nSHELL ["/bin/bash", "-c"]\nFROM b\nRUN source /etc/os-release', []],
    ['FROM a\nRUN source /etc/os-release', ['SC3046@2:5']],
    ['RUN true \\\n# note\n  && cat $(ls)', ['SC2046@3:10']],
    ['RUN <<EOF\n#!/bin/bash\n[[ -n $x ]] && cd /tmp\nEOF', expect.arrayContaining(['SC2164@3:16'])],
    ['ONBUILD RUN cat $1', ['SC2086@1:17']],
    ['RUN . /etc/profile', []],
    ['FROM alpine:3\nRUN echo -e "a\\tb" && set -o pipefail', []],
    ['RUN printf "é" && cat $1', ['SC2086@1:23']],
  ])('%s', async (text, expected) => {
    expect(await codes(`${text}\n`)).toEqual(expected);
  });
});
