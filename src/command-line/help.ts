import type { Tool } from '../tools/tool.js';
import { flagsOf } from './flags.js';
import type { PlainCommand } from './plain-command.js';

/** What `dockwright --help` prints. */
export function overview(tools: readonly Tool[], plain: readonly PlainCommand[], version: string): string {
  const rows = tools.map((tool): [string, string] => [
    `dockwright ${tool.command.name} [${tool.command.positional.label}]`,
    tool.title,
  ]);
  rows.push(['dockwright mcp', 'Serve MCP on stdin and stdout'], ['dockwright serve', 'Serve MCP over HTTP']);
  const byHand = plain.map(({ name, usage, title }): [string, string] => [`dockwright ${name} ${usage}`, title]);
  return [
    `dockwright ${version}: containerizes projects spec-first and proves the result on a running container`,
    '',
    ...table(rows),
    '',
    'On the command line only:',
    ...table(byHand),
    '',
    'A first run, in a project folder:',
    '  dockwright spec . --write && dockwright generate . --write && dockwright verify .',
    '',
    'dockwright COMMAND --help tells more; --json prints the structured output.',
    'Exit codes: 0 good, 1 the answer is bad, 2 bad input, 3 no engine or registry, 130 interrupted.',
  ].join('\n');
}

/** What `dockwright COMMAND --help` prints: flags from the tool's input, examples from its definition. */
export function commandHelp(tool: Tool): string {
  const { name, positional, examples, onUnlessTurnedOff = [] } = tool.command;
  const rows = flagsOf(tool).map((flag): [string, string] => [
    `--${flag.name}${flag.value ? ` ${flag.value}` : ''}`,
    `${flag.description}${flag.choices.length ? ` (${flag.choices.join(', ')})` : ''}${onUnlessTurnedOff.includes(flag.field) ? ` (on; --no-${flag.name} turns it off)` : ''}`,
  ]);
  rows.push(['--json', 'Print the structured output, one JSON document'], ['-h, --help', 'Show this']);
  return [
    `dockwright ${name} [${positional.label}]   ${tool.title}`,
    '',
    ...table(rows),
    '',
    'Examples',
    ...table(examples),
    '',
    `The same over MCP: ${tool.name}`,
  ].join('\n');
}

/** What `--help` prints of a command that has no tool behind it. */
export function plainHelp({ name, usage, title, flags, examples }: PlainCommand): string {
  const rows = flags.map((flag): [string, string] => [
    `--${flag.name}${flag.value ? ` ${flag.value}` : ''}`,
    `${flag.description}${flag.choices?.length ? ` (${flag.choices.join(', ')})` : ''}`,
  ]);
  rows.push(['--json', 'Print the structured output, one JSON document'], ['-h, --help', 'Show this']);
  return [
    `dockwright ${name} ${usage}   ${title}`,
    '',
    ...table(rows),
    '',
    'Examples',
    ...table(examples),
    '',
    'On the command line only; no assistant can call it.',
  ].join('\n');
}

/** Two columns. */
export function table(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
