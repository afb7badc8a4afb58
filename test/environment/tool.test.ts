import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../src/command-line/flags.js';
import { judgeFacts } from '../../src/environment/check-environment.js';
import { cleanWords, foreignWords } from '../../src/environment/foreign-words.js';
import { checkEnvironmentTool } from '../../src/tools/check-environment.js';
import type { EnvironmentAnswer } from '../../src/tools/environment-schema.js';
import { inputJsonSchema, topLevelOutputSchema } from '../../src/tools/json-schema.js';
import { renderEnvironment } from '../../src/tools/render-environment.js';
import type { ToolContext } from '../../src/tools/tool.js';
import { someFacts } from './some-facts.js';

const rendered = (change: Parameters<typeof someFacts>[0], where = '') =>
  renderEnvironment(judgeFacts(someFacts(change)) as EnvironmentAnswer, {}, where);

test('costs a model less than 600 bytes to list', () => {
  const { name, title, description, effects } = checkEnvironmentTool;
  const listed = {
    name,
    title,
    description,
    inputSchema: inputJsonSchema(checkEnvironmentTool),
    outputSchema: topLevelOutputSchema(checkEnvironmentTool),
    annotations: effects,
  };
  expect(JSON.stringify(listed).length).toBeLessThan(600);
});

describe('for a terminal', () => {
  test('what is ok takes one line, what is not has its remedy below', () => {
    const lines = rendered({ engine: { cpus: 2 } }).split('\n');
    expect(lines[0]).toBe('compared with AI workloads');
    const at = lines.findIndex((line) => line.startsWith('  warn  cpus '));
    expect(lines[at]).toMatch(/ 2 +at least 4 for AI workloads$/);
    expect(lines[at + 1]).toMatch(/^ {20,}All of this machine/);
    expect(lines[at + 2]).toMatch(/^ {2}ok {4}swap /);
    expect(lines.at(-1)).toMatch(/^WARN {2}\d+ ok, 1 warn, 0 fail, 0 not measured; next: .*dockwright doctor$/);
  });

  test('what was not measured says why', () => {
    expect(rendered({ engine: { clockAheadMs: null } })).toMatch(
      /^ {2}- {5}clock +not measured: the engine does not say$/m,
    );
  });

  test('the path that was given stays in the next step', () => {
    expect(rendered({ engine: { cpus: 1 }, needs: { from: 'spec', cpus: 2 } }, ' ./app')).toMatch(
      /FAIL {2}.*dockwright doctor \.\/app$/,
    );
    expect(rendered({})).toMatch(/OK {2}.*nothing must change$/);
  });
});

describe('on the command line', () => {
  const before = (args: string[]) => {
    const { input, own } = parseCommand(checkEnvironmentTool, args);
    return checkEnvironmentTool.command.before?.(input, own);
  };

  test('without a path AI workloads count', async () => {
    expect(await before([])).toEqual({});
    expect(await before(['.'])).toEqual({ path: '.' });
  });
});

describe('without an engine', () => {
  const named = process.env.DOCKER_HOST;
  const context = {
    signal: new AbortController().signal,
    report: () => {},
    confirm: async () => {},
    resolvePath: async (path: string) => path,
  } as ToolContext;

  test('it is an answer, with exit code 3', async () => {
    process.env.DOCKER_HOST = 'tcp://127.0.0.1:1';
    try {
      const outcome = await checkEnvironmentTool.run({}, context);
      expect(outcome).toMatchObject({ good: false, exitCode: 3, output: { verdict: 'fail' } });
      expect(checkEnvironmentTool.output.safeParse(outcome.output).error).toBeUndefined();
      expect(outcome.text).toMatch(/^fail: no engine answers;[\s\S]*tried, nothing listens/);
      // a model's answer stays short
      expect(outcome.text.length).toBeLessThan(6_000);
    } finally {
      if (named === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = named;
    }
  });
});

describe('words of others', () => {
  test.each([
    ['a\nb\r\u001b[31mc\u202ed\u2028e', 'a b [31mc d e'],
    ['https://ana:pw@host/x', 'https://***@host/x'],
    ['ssh://me@host', 'ssh://me@host'],
    ['  plain  ', 'plain'],
  ])('%j is shown as %j', (text, shown) => {
    expect(foreignWords(text)).toBe(shown);
  });

  test('are bounded', () => {
    expect(foreignWords('x'.repeat(10_000)).length).toBe(201);
    expect(cleanWords(Array.from({ length: 1_000 }, () => 'x')).length).toBe(50);
  });

  test('keep numbers and nothing as they are', () => {
    expect(cleanWords({ a: 1, b: null, c: ['x\ny'], d: { e: true } })).toEqual({
      a: 1,
      b: null,
      c: ['x y'],
      d: { e: true },
    });
  });
});
