import { flagsOf } from '../command-line/flags.js';
import type { PlainCommand } from '../command-line/plain-command.js';
import { serverHelp } from '../command-line/server-help.js';
import { fullOutputSchema } from '../tools/json-schema.js';
import type { Tool } from '../tools/tool.js';
import { badAnswers } from './bad-answers.js';
import { schemaFields } from './schema-fields.js';
import { fieldTable } from './spec-reference.js';

/** The page of the command line: every command with its flags, examples, exit code 1 and what `--json` prints. */
export function commandReference(tools: readonly Tool[], plain: readonly PlainCommand[]): string {
  return [
    '# Commands',
    '',
    'Every command also takes `--json`, which prints the structured output as one JSON document on stdout and nothing else there, and',
    '`--help`. A list is given by commas or by naming the flag again. Exit codes: 0 done, and the answer is good; 1 done, and the answer is',
    'bad; 2 bad input, not found, or refused by a rule; 3 no engine or registry could be reached, or it refused; 130 interrupted. What',
    '[each error](errors.md) means is on a page of its own, and so are [the environment variables](environment.md).',
    '',
    ...tools.flatMap((tool) => [...toolSection(tool), '']),
    ...plain.flatMap((command) => [...plainSection(command), '']),
    ...(['mcp', 'serve'] as const).flatMap((command) => [
      `## dockwright ${command}`,
      '',
      '```text',
      serverHelp(command),
      '```',
      '',
    ]),
  ].join('\n');
}

function toolSection(tool: Tool): string[] {
  const { name, positional, examples, onUnlessTurnedOff = [] } = tool.command;
  const flags = flagsOf(tool).map((flag) => ({
    ...flag,
    description: onUnlessTurnedOff.includes(flag.field)
      ? `${flag.description} (on; \`--no-${flag.name}\` turns it off)`
      : flag.description,
  }));
  const output = schemaFields(fullOutputSchema(tool), ['spec']);
  return [
    ...section(name, `[${positional.label}]`, `${tool.title}; over MCP \`${tool.name}\``, flags, examples),
    '',
    `### What \`dockwright ${name} --json\` prints`,
    '',
    ...fieldTable(output, false),
    ...(output.some(({ path }) => path === 'spec') ? ['', '`spec` is the [container.spec.yaml](spec.md).'] : []),
  ];
}

function plainSection({ name, usage, title, flags, examples }: PlainCommand): string[] {
  return section(name, usage, `${title}; on the command line only, no assistant can call it`, flags, examples);
}

interface ShownFlag {
  name: string;
  value?: string | null | undefined;
  description: string;
  choices?: string[] | undefined;
}

function section(
  name: string,
  usage: string,
  title: string,
  flags: readonly ShownFlag[],
  examples: readonly [string, string][],
): string[] {
  const bad = badAnswers[name];
  const rows = flags.map(({ name: flag, value, description, choices = [] }) => {
    const chosen = choices.length > 0 ? ` (${choices.map((choice) => `\`${choice}\``).join(', ')})` : '';
    return `| \`--${flag}${value ? ` ${value}` : ''}\` | ${`${description}${chosen}`.replaceAll('|', '\\|')} |`;
  });
  return [
    `## dockwright ${name}`,
    '',
    `\`dockwright ${name} ${usage}\`: ${title}.`,
    ...(rows.length > 0 ? ['', '| flag | meaning |', '|---|---|', ...rows] : []),
    ...(bad ? ['', `Exit code 1: ${bad}.`] : []),
    '',
    '| example | does |',
    '|---|---|',
    ...examples.map(([command, what]) => `| \`${command.replaceAll('|', '\\|')}\` | ${what} |`),
  ];
}
