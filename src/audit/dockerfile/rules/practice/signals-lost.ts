import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { parseShell, type ShellScript } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { chosenShells, hasChosenShell } from '../instructions/chosen-shell.js';
import { isForDevelopment } from './development-stage.js';
import { startOf } from './start-command.js';

export const signalsLost = defineRule({
  id: 'signals-lost',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'exec-form',
  title: 'Let the service get SIGTERM',
  why: "`docker stop` and every orchestrator send SIGTERM to process 1 and kill after a grace period. A shell there does not pass it on unless `exec` put the service in its place: Debian's sh (dash 0.5.12) stays even for a single command, bash for all but a single plain one. npm 11 passes it to the shell between, which ends; the service is then killed with its requests open. A shell form that could be a plain array is json-args.",
  bad: 'FROM node:24-slim\nCMD ["npm", "start"]\n',
  good: 'FROM node:24-slim\nCMD ["node", "server.js"]\n',
  check(dockerfile, report) {
    const { target } = dockerfile;
    if (!target || isForDevelopment(target)) return;
    const { entrypoint, command } = startOf(target);
    const first = entrypoint ?? command;
    if (!first) return;
    const message = first.json
      ? lostByArray(first.json, command?.json ?? [], dockerfile)
      : lostByShellForm(first, dockerfile);
    if (message) report(message.inCommand && command ? command : first, message.text);
  },
});

interface Lost {
  text: string;
  /** CMD names what loses them, and not ENTRYPOINT. */
  inCommand: boolean;
}

/** A shell form that a plain array could replace is left to json-args, where that speaks. */
function lostByShellForm(instruction: Instruction, dockerfile: Dockerfile): Lost | null {
  const { script, shell } = instruction;
  if (!script) return null;
  const shellName = baseName(shell[0] ?? '');
  if (!staysInFront(script, shellName) || (isPlain(script) && !hasChosenShell(instruction, chosenShells(dockerfile))))
    return null;
  const program = mainProgram(script);
  return program === null
    ? null
    : {
        text: `${shellName} stays process 1 here and keeps SIGTERM from ${program}; write exec before ${program}, or an array without a shell.`,
        inCommand: false,
      };
}

function lostByArray(entrypoint: readonly string[], given: readonly string[], dockerfile: Dockerfile): Lost | null {
  const words = afterInit([...entrypoint, ...given]);
  if (!words) return null;
  const [first = '', ...rest] = words;
  const name = baseName(first);
  const inCommand = [...entrypoint, ...given].length - words.length >= entrypoint.length;
  if (/^(?:sh|bash|ash|dash|zsh)$/.test(name)) return lostByShell(name, rest, inCommand);
  const runner = packageRunner(name, rest);
  if (runner)
    return {
      text: `${runner} stays process 1 with a shell between, and the service never hears SIGTERM; start it directly, as in ["node", "server.js"].`,
      inCommand,
    };
  const script = writtenScript(first, dockerfile);
  return script && !handsOver(script)
    ? {
        text: `${name} stays process 1 and keeps SIGTERM from what it starts; end it with exec "$@" or exec before the service.`,
        inCommand,
      }
    : null;
}

function lostByShell(shell: string, words: readonly string[], inCommand: boolean): Lost | null {
  const at = words.findIndex((word) => /^-[a-z]*c[a-z]*$/.test(word));
  const text = at < 0 ? undefined : words[at + 1];
  if (!text || text.length > 20_000) return null;
  const script = parseShell(text, 0);
  const program = mainProgram(script);
  return program !== null && staysInFront(script, shell)
    ? { text: `${shell} stays process 1 and keeps SIGTERM from ${program}; write exec before ${program}.`, inCommand }
    : null;
}

/** Whether a shell is still there while its last command runs. */
function staysInFront(script: ShellScript, shell: string): boolean {
  if (handsOver(script)) return false;
  const own = script.commands.filter(({ via, substituted }) => via === null && !substituted);
  // bash replaces itself by a single command that has no redirection
  if (shell !== 'bash') return own.length > 0;
  return own.length > 1 || own.some(({ outputs }) => outputs.length > 0);
}

/** It ends in exec, or has a trap and so an answer of its own. */
function handsOver({ commands }: ShellScript): boolean {
  return commands.some(({ name }) => name === 'exec' || name === 'trap');
}

/** One command, without a variable to expand: all of it fits into an array. */
function isPlain({ commands, pipelines }: ShellScript): boolean {
  const [only, ...others] = commands.filter(({ via }) => via === null);
  return (
    only !== undefined &&
    others.length === 0 &&
    pipelines.length === 0 &&
    only.outputs.length === 0 &&
    only.assignments.length === 0 &&
    only.words.every(({ literal }) => literal)
  );
}

const shortLived = new Set([
  'echo',
  'printf',
  'true',
  'ls',
  'cat',
  'env',
  'date',
  'id',
  'sh',
  'bash',
  'ash',
  'zsh',
  'sleep',
  'cd',
  'set',
  'export',
  'mkdir',
  'chown',
  'chmod',
  'cp',
  'rm',
  'test',
  '[',
  'source',
  '.',
]);

/** The program that runs for long, where there is one: the last that is not a matter of a moment. */
function mainProgram({ commands }: ShellScript): string | null {
  return (
    commands.findLast(({ name, via, substituted }) => via === null && !substituted && !shortLived.has(name))?.name ??
    null
  );
}

/** The words after an init program that passes signals on to its child; null where it passes them to all processes. */
function afterInit(words: readonly string[]): readonly string[] | null {
  const name = baseName(words[0] ?? '');
  if (!/^(?:tini|tini-static|docker-init|catatonit|dumb-init)$/.test(name)) return words;
  const at = words.findIndex((word, index) => index > 0 && !word.startsWith('-'));
  if (name === 'dumb-init' || words.slice(1, at < 0 ? undefined : at).includes('-g')) return null;
  return at < 0 ? null : words.slice(at);
}

const serving = /^(?:start|serve|prod(?:uction)?|preview|server|start[:-][\w:-]+|serve[:-][\w:-]+)$/;

function packageRunner(name: string, words: readonly string[]): string | null {
  if (name !== 'npm' && name !== 'yarn' && name !== 'pnpm') return null;
  const [verb = '', script = ''] = words.filter((word) => !word.startsWith('-'));
  const run = verb === 'run' || verb === 'run-script' ? script : verb;
  return serving.test(run) && !/dev|watch|test|debug/.test(run) ? `${name} ${verb === run ? run : `run ${run}`}` : null;
}

/** A script that a here-document of COPY writes into the image; others cannot be read from here. */
function writtenScript(path: string, { instructions }: Dockerfile): ShellScript | null {
  for (const { keyword, heredocs, words, onbuild } of instructions) {
    const [heredoc] = heredocs;
    if (keyword !== 'COPY' || onbuild || !heredoc) continue;
    const target = words.at(-1)?.value ?? '';
    if (target === path || (target !== '' && target.endsWith(`/${baseName(path)}`)))
      return /^#!.*(?:\/|\s)(?:sh|bash|ash|dash)\b/.test(heredoc.text)
        ? parseShell(heredoc.text, heredoc.body.start)
        : null;
  }
  return null;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
