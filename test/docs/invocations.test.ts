import { describe, expect, test } from 'vitest';
import { plainCommands } from '../../src/command-line/commands/plain-commands.js';
import { parseCommand } from '../../src/command-line/flags.js';
import { serverHelp } from '../../src/command-line/server-help.js';
import { tools } from '../../src/tools/tools.js';
import { shellBlocks } from './code-blocks.js';
import { invocationsIn, refusalOf } from './invocation.js';
import { markdownPages } from './markdown-pages.js';

const pages = markdownPages();

/** `dockwright ...` in running text; placeholders in brackets are words like others. */
function inlineCommands(markdown: string): string[] {
  const prose = markdown.replace(/^( *)(`{3,}|~{3,})[\s\S]*?^ *\2\s*$/gm, '');
  return [...prose.matchAll(/`((?:npx -y )?dockwright [^`\n]+)`/g)].map(([, command = '']) =>
    command.replace(/\[|\]|\.\.\.|\\(?=\|)/g, ''),
  );
}

/** Without the default of an argument that was not given; the command puts something else in its place. */
function givenIn(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== ''));
}

function refusals(script: string): string[] {
  return invocationsIn(script).flatMap((args) => {
    // a bare name is a mention of the command
    const refusal = args.length === 1 ? refusalOf([...args, '--help']) : refusalOf(args);
    // a word in capitals stands for one of the reader's
    if (refusal && /"[A-Z]{3,}" is none of/.test(refusal)) return [];
    return refusal === null ? [] : [`dockwright ${args.join(' ')}: ${refusal}`];
  });
}

describe('examples of --help are accepted', () => {
  const examples = [
    ...tools.flatMap(({ command }) => command.examples.map(([line]) => [command.name, line] as const)),
    ...plainCommands.flatMap((command) => command.examples.map(([line]) => [command.name, line] as const)),
    ...[...serverHelp('serve').matchAll(/^ {2}(dockwright serve.*?)(?: {2}|$)/gm)].map(
      ([, line = '']) => ['serve', line] as const,
    ),
  ];
  test.each(examples)('%s: %s', (name, line) => {
    expect(invocationsIn(line).map(([command]) => command)).toEqual([name]);
    expect(refusals(line)).toEqual([]);
  });

  test.each(tools.map((tool) => [tool.command.name, tool] as const))('%s: so are their values', (_, tool) => {
    for (const [line] of tool.command.examples)
      for (const [, ...args] of invocationsIn(line))
        expect(tool.input.partial().safeParse(givenIn(parseCommand(tool, args).input)).error, line).toBeUndefined();
  });
});

describe('commands of every page are accepted', () => {
  test.each(pages.map(({ path, text }) => [path, text] as const))('%s', (_, text) => {
    const scripts = [...shellBlocks(text).map(({ commands }) => commands), ...inlineCommands(text)];
    expect(scripts.flatMap(refusals)).toEqual([]);
  });

  test('and there are such commands', () => {
    expect(pages.flatMap(({ text }) => inlineCommands(text)).length).toBeGreaterThan(50);
  });

  test('what is not accepted would be found', () => {
    expect(refusals('dockwright verify . --clever')).toHaveLength(1);
    expect(refusals('cd x && npx -y dockwright fly')).toHaveLength(1);
    expect(inlineCommands('say `dockwright audit TARGET...` to it')).toEqual(['dockwright audit TARGET']);
  });
});

describe('commands stand in blocks that a test runs', () => {
  const program = /^(?: {4}|\t)(?:\$ )?(?:dockwright|docker|npx|npm|claude|code|node|git|uv|curl|export) /;
  test.each(pages.map(({ path, text }) => [path, text] as const))('%s has none that is only indented', (_, text) => {
    const lines = text.replace(/^( *)(`{3,}|~{3,})[\s\S]*?^ *\2\s*$/gm, '').split('\n');
    expect(lines.filter((line, at) => program.test(line) && /^(?:\s*$| {4})/.test(lines[at - 1] ?? ''))).toEqual([]);
  });

  test('a block that is not run says why', () => {
    const reasons = pages.flatMap(({ text }) => shellBlocks(text).flatMap(({ notRun }) => notRun ?? []));
    expect(reasons.length).toBeGreaterThan(5);
    expect(reasons.filter((reason) => reason.length < 10)).toEqual([]);
  });
});
