import type { CommandWords } from '../command-line/describe-commands.js';
import { environmentVariables } from './environment-variables.js';

/** The manual page of section 1, in roff, made of the commands' definitions. */
export function manPage(commands: readonly CommandWords[], version: string): string {
  return [
    `.TH DOCKWRIGHT 1 "" "dockwright ${version}" "User Commands"`,
    '.SH NAME',
    'dockwright \\- containerize projects spec\\-first and prove the result on a running container',
    '.SH SYNOPSIS',
    '.B dockwright',
    '.I COMMAND',
    `.RI [ OPTION ]... [ ARGUMENT ]...`,
    '.SH DESCRIPTION',
    line(
      'Reads a repository without running any of it, drafts container.spec.yaml, generates a Dockerfile and what goes with it, builds the image, and measures each criterion of the specification on a running container. It also audits, diagnoses, explains and pushes.',
    ),
    '.PP',
    line('Without a command, where standard input is no terminal, it serves MCP as "dockwright mcp" does.'),
    '.SH COMMANDS',
    ...commands.flatMap(commandPart),
    '.SH EXIT STATUS',
    ...[
      ['0', 'Done, and the answer is good.'],
      ['1', 'Done, and the answer is bad: findings, a criterion that failed or was not measured, a fault.'],
      ['2', 'Bad usage or input, not found, or refused by a rule.'],
      ['3', 'An engine or a registry could not be reached, or refused.'],
      ['130', 'Interrupted.'],
    ].flatMap(([code = '', meaning = '']) => ['.TP', `.B ${code}`, line(meaning)]),
    '.SH ENVIRONMENT',
    ...environmentVariables.flatMap(({ name, meaning }) => [
      '.TP',
      `.B ${name}`,
      line(`${meaning.replaceAll('`', '')}.`),
    ]),
    '.SH FILES',
    '.TP',
    '.I container.spec.yaml',
    'What is built and how it is judged; written by "dockwright spec \\-\\-write".',
    '.TP',
    '.I dockwright.yaml',
    'Settings of the audit.',
    '.SH SEE ALSO',
    '.BR docker (1),',
    '.BR docker\\-compose (1)',
    '',
  ].join('\n');
}

function commandPart({ name, title, usage, flags, examples }: CommandWords): string[] {
  return [
    `.SS dockwright ${roff(name)}${usage ? ` ${roff(usage)}` : ''}`,
    line(`${title}.`),
    ...flags.flatMap(({ name: flag, value, description, choices }) => [
      '.TP',
      value === null ? `.B \\-\\-${roff(flag)}` : `.BI \\-\\-${roff(flag)} " ${roff(value)}"`,
      line(`${description}${choices.length > 0 ? ` (${choices.join(', ')})` : ''}`),
    ]),
    ...(examples.length > 0 ? ['.PP', examples.length > 1 ? 'Examples:' : 'Example:'] : []),
    ...examples.flatMap(([command, what]) => [
      '.PP',
      '.RS 4',
      '.nf',
      line(command),
      '.fi',
      '.RE',
      ...(what ? ['.RS 8', line(what), '.RE'] : []),
    ]),
  ];
}

/** A line of text: one that begins like a request is none. */
function line(text: string): string {
  const escaped = roff(text);
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

/** Backslashes and dashes mean something to roff; so do letters beyond ASCII to an older one. */
function roff(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/[’']/g, '\\(cq')
    .replace(
      /[^\x20-\x7e]/gu,
      (letter) => `\\[u${(letter.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
}
