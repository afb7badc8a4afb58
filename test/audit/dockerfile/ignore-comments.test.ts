import { describe, expect, test } from 'vitest';
import { parseCheckOptions } from '../../../src/audit/dockerfile/check-options.js';
import { ignoreComments } from '../../../src/audit/dockerfile/ignore-comments.js';
import { lintDockerfile } from '../../../src/audit/dockerfile/lint-dockerfile.js';
import { parseDockerfile } from '../../../src/audit/dockerfile/model/parse-dockerfile.js';
import { defaultRuleSettings, type RuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import { portRange } from '../../../src/audit/dockerfile/rules/instructions/port-range.js';
import { undefinedVar } from '../../../src/audit/dockerfile/rules/instructions/undefined-var.js';
import { workdirSystemDir } from '../../../src/audit/dockerfile/rules/instructions/workdir-system-dir.js';

const rules = [portRange, undefinedVar, workdirSystemDir];
/** What is found, as `rule@line`. */
const found = (lines: string[], settings: Partial<RuleSettings> = {}) =>
  lintDockerfile(`${lines.join('\n')}\n`, rules, { ...defaultRuleSettings, ...settings }).map(
    ({ rule, line }) => `${rule}@${line}`,
  );

describe("hadolint's comments", () => {
  test.each([
    'hadolint ignore=DL3011',
    'hadolint ignore=DL3008,DL3011',
    'hadolint ignore = DL3008 , DL3011',
    'hadolint\tignore=DL3011 ',
    'hadolint ignore=DL3011 # the port is made up',
  ])('%s', (comment) => {
    expect(found(['FROM debian', `# ${comment}`, 'EXPOSE 70000'])).toEqual([]);
  });

  test.each([
    'hadolint ignore=DL3008',
    'hadolint ignore=nonsense,DL3011',
    'hadolint ignore=DL3011 since it is made up',
    'hadolint ignore=port-range',
    'Hadolint ignore=DL3011',
    'hadolint ignored=DL3011',
    'hadolint ignore=',
  ])('%s is none, or of another rule', (comment) => {
    expect(found(['FROM debian', `# ${comment}`, 'EXPOSE 70000'])).toEqual(['port-range@3']);
  });

  test('count for the instruction directly below', () => {
    const comment = '# hadolint ignore=DL3011';
    expect(found([comment, 'FROM debian', 'EXPOSE 70000'])).toEqual(['port-range@3']);
    expect(found(['FROM debian', comment, '# a made-up port', 'EXPOSE 70000', 'EXPOSE 80000'])).toEqual([
      'port-range@5',
    ]);
    expect(found(['FROM debian', comment, '', 'EXPOSE 70000'])).toEqual(['port-range@4']);
    expect(found([comment, 'EXPOSE 70000', 'EXPOSE 80000'])).toEqual(['port-range@3']);
  });

  test('count for the instruction that they interrupt', () => {
    expect(found(['FROM debian', 'EXPOSE 80 \\', '# hadolint ignore=DL3011', '  70000', 'EXPOSE 80000'])).toEqual([
      'port-range@5',
    ]);
  });

  test('stage: until the next FROM', () => {
    const comment = '# hadolint stage ignore=DL3011,DL3008';
    const stage = ['FROM debian', 'EXPOSE 70000'];
    expect(found([comment, ...stage, ...stage])).toEqual(['port-range@5']);
    expect(found([...stage, comment, ...stage])).toEqual(['port-range@2']);
    expect(found([comment, 'ARG X', ...stage])).toEqual([]);
    expect(found([...stage, comment, 'EXPOSE 80000', ...stage])).toEqual(['port-range@2', 'port-range@6']);
  });

  test('global: wherever they stand', () => {
    expect(found(['FROM debian', 'EXPOSE 70000', '# hadolint global ignore=DL3011', 'EXPOSE 70000'])).toEqual([]);
    expect(found(['# hadolint global ignore = DL3008 , DL3011', 'FROM debian', 'EXPOSE 70000'])).toEqual([]);
  });

  test('count for nothing where the settings say so, or in a here-document', () => {
    const lines = ['FROM debian', '# hadolint ignore=DL3011', 'EXPOSE 70000'];
    expect(found(lines, { disableIgnoreComments: true })).toEqual(['port-range@3']);
    expect(found(['FROM debian', 'RUN <<EOF', '# hadolint global ignore=DL3011', 'EOF', 'EXPOSE 70000'])).toEqual([
      'port-range@5',
    ]);
  });
});

describe('our comments', () => {
  test.each([
    ['port-range'],
    ['DL3011'],
    ['ds-0008'],
    ['apt-pin, port-range # why'],
    ['port-range since it is made up'],
    ['all'],
  ])('ignore=%s', (ids) => {
    expect(found(['FROM debian', `# dockwright ignore=${ids}`, 'EXPOSE 70000', 'EXPOSE 80000'])).toEqual([
      'port-range@4',
    ]);
    expect(found([`# dockwright stage ignore=${ids}`, 'FROM debian', 'EXPOSE 70000'])).toEqual([]);
    expect(found([`# dockwright global ignore=${ids}`, 'FROM debian', 'EXPOSE 70000'])).toEqual([]);
  });

  test('silence what they name alone', () => {
    expect(found(['FROM debian', '# dockwright ignore=apt-pin # port-range', 'EXPOSE 70000'])).toEqual([
      'port-range@3',
    ]);
  });
});

describe("BuildKit's check", () => {
  const lines = ['FROM debian', 'COPY $DIST /', 'EXPOSE 70000'];

  test('as a directive counts for the file', () => {
    expect(found(['# check=skip=UndefinedVar', ...lines])).toEqual(['port-range@4']);
    expect(found(['# check=skip=JSONArgsRecommended, UndefinedVar;error=true', ...lines])).toEqual(['port-range@4']);
    expect(found(['# check=skip=JSONArgsRecommended', ...lines])).toEqual(['undefined-var@3', 'port-range@4']);
  });

  test('all means the checks that BuildKit has', () => {
    expect(found(['# check=skip=all', ...lines])).toEqual(['port-range@4']);
  });

  test('above an instruction counts for it, up to its first blank', () => {
    const copy = 'COPY $DIST /';
    expect(found(['FROM debian', '# check=skip=UndefinedVar', copy, copy])).toEqual(['undefined-var@4']);
    expect(found(['FROM debian', '# check=skip=UndefinedVar it is set elsewhere', copy])).toEqual([]);
    expect(found(['FROM debian', '# check=skip=Other, UndefinedVar', copy])).toEqual(['undefined-var@3']);
  });

  test('error=true makes errors of what fails the build', () => {
    const severities = (text: string, settings = {}) =>
      lintDockerfile(text, [undefinedVar], { ...defaultRuleSettings, ...settings }).map(({ severity }) => severity);
    const text = 'FROM debian\nCOPY $DIST /\n';
    expect(severities(text)).toEqual(['warning']);
    expect(severities(`# check=error=true\n${text}`)).toEqual(['error']);
    expect(severities(`# check=error=true\n${text}`, { severities: { 'undefined-var': 'info' } })).toEqual(['info']);
  });

  test('options', () => {
    const { skip, experimental, experimentalAll, skipAll, error } = parseCheckOptions(
      'skip=A, B;experimental=all;error=True;nonsense',
    );
    expect([...skip]).toEqual(['a', 'b']);
    expect([...experimental]).toEqual(['all']);
    expect([skipAll, experimentalAll, error]).toEqual([false, true, true]);
    expect(parseCheckOptions('').error).toBe(false);
  });
});

test('every comment that silences something is listed, directives are not', () => {
  const text = [
    '# check=skip=all',
    '# hadolint ignore=DL3008',
    '# hadolint shell=bash',
    'FROM debian',
    '# dockwright stage ignore=all',
    '# check=error=true',
    '# check=skip=UndefinedVar',
    'RUN make',
  ].join('\n');
  expect(ignoreComments(parseDockerfile(text)).map(({ comment, scope }) => [comment.line, scope])).toEqual([
    [2, 'instruction'],
    [5, 'stage'],
    [7, 'instruction'],
  ]);
});

test('tens of thousands of comments are read in linear time', () => {
  const text = `${'# hadolint ignore=DL3011\n'.repeat(40_000)}EXPOSE 70000\n`;
  const start = performance.now();
  expect(lintDockerfile(text, [portRange], defaultRuleSettings)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(2000);
});
