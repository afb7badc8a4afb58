import type { Instruction } from '../../model/instruction.js';
import { parseShell, type ShellCommand } from '../../model/shell.js';
import type { Stage } from '../../model/stages.js';
import { stageChain } from '../instructions/stage-chain.js';

/** What a container of a stage's image starts. */
export interface Start {
  entrypoint: Instruction | null;
  /** Arguments for an entry point in exec form; else the command itself. */
  command: Instruction | null;
}

/** A program with its words, and whether a shell reads them first, so that variables get their values. */
export interface Program {
  name: string;
  words: readonly string[];
  expanded: boolean;
  /** The instruction that names it. */
  instruction: Instruction;
}

/** The last ENTRYPOINT and CMD that count: one ENTRYPOINT takes the CMD of the image below away. */
export function startOf(stage: Stage): Start {
  let start: Start = { entrypoint: null, command: null };
  for (const { instructions } of stageChain(stage)) {
    let hasCommand = false;
    for (const instruction of instructions) {
      if (instruction.onbuild) continue;
      if (instruction.keyword === 'CMD') {
        hasCommand = true;
        start = { ...start, command: instruction };
      } else if (instruction.keyword === 'ENTRYPOINT')
        start = { entrypoint: isEmpty(instruction) ? null : instruction, command: hasCommand ? start.command : null };
    }
  }
  return start.command && isEmpty(start.command) ? { ...start, command: null } : start;
}

function isEmpty({ json, words }: Instruction): boolean {
  return json ? json.length === 0 : words.length === 0;
}

/** Programs that a start runs in the end: wrappers, init programs and package runners around them taken away. */
export function startedPrograms({ entrypoint, command }: Start): Program[] {
  if (entrypoint?.json) {
    const given = command?.json ?? [];
    const programs = unwrap([...entrypoint.json, ...given], false, command ?? entrypoint);
    const own = command && !command.json ? fromScript(command) : [];
    return [...programs, ...own];
  }
  const instruction = entrypoint ?? command;
  if (!instruction) return [];
  return instruction.json ? unwrap(instruction.json, false, instruction) : fromScript(instruction);
}

function fromScript(instruction: Instruction): Program[] {
  return fromCommands(instruction.script?.commands ?? [], instruction, 0);
}

function fromCommands(commands: readonly ShellCommand[], instruction: Instruction, depth: number): Program[] {
  return commands
    .filter(({ via }) => via === null)
    .flatMap(({ nameWord, words }) =>
      unwrap([nameWord.value, ...words.map(({ value }) => value)], true, instruction, depth + 1),
    );
}

const deepest = 6;

function unwrap(all: readonly string[], expanded: boolean, instruction: Instruction, depth = 0): Program[] {
  const [first = '', ...words] = all;
  const name = first.slice(first.lastIndexOf('/') + 1);
  if (!name || depth > deepest) return [];
  if (/^(?:sh|bash|ash|dash|zsh)$/.test(name)) {
    const at = words.findIndex((word) => /^-[a-z]*c[a-z]*$/.test(word));
    const script = at < 0 ? undefined : words[at + 1];
    return script && script.length < 20_000 ? fromCommands(parseShell(script, 0).commands, instruction, depth + 1) : [];
  }
  const inner = innerWords(name, words);
  if (inner && inner.length > 0) return unwrap(inner, expanded, instruction, depth + 1);
  return [{ name, words, expanded, instruction }];
}

/** Options of these that take the word after them. */
const wrappers: Record<string, RegExp> = {
  tini: /^-[pe]$/,
  'tini-static': /^-[pe]$/,
  'docker-init': /^$/,
  catatonit: /^-[gp]$/,
  'dumb-init': /^(?:-r|--rewrite)$/,
  exec: /^-a$/,
  env: /^-[uC]$/,
  nohup: /^$/,
  stdbuf: /^-[ioe]$/,
  nice: /^-n$/,
  'opentelemetry-instrument': /^--(?!help)/,
  'ddtrace-run': /^$/,
  npx: /^(?:-p|--package|-c)$/,
  bunx: /^$/,
};
const userSwitching = new Set(['gosu', 'su-exec', 'setpriv', 'chroot']);
const runners: Record<string, string> = {
  uv: 'run',
  poetry: 'run',
  pipenv: 'run',
  pdm: 'run',
  hatch: 'run',
  rye: 'run',
  pnpm: 'exec',
  bundle: 'exec',
  'newrelic-admin': 'run-program',
  yarn: 'exec',
  dotenv: 'run',
  infisical: 'run',
};
const runnerOption = /^(?:-p|--python|--with|--extra|--group|--project|--directory|--env-file|--package|-C|-f|--env)$/;

function innerWords(name: string, words: readonly string[]): readonly string[] | null {
  if (/^python[\d.]*$/.test(name)) {
    const at = words.indexOf('-m');
    if (at >= 0 && words.slice(0, at).every((word) => word.startsWith('-'))) return words.slice(at + 1);
    return /manage\.py$/.test(words[0] ?? '') ? words : null;
  }
  if (Object.hasOwn(wrappers, name)) return afterOptions(words, wrappers[name] as RegExp);
  if (userSwitching.has(name)) return afterOptions(words, /^$/).slice(1);
  if (Object.hasOwn(runners, name) && words[0] === runners[name]) return afterOptions(words.slice(1), runnerOption);
  // a script that ends in exec "$@", as most are
  if (/\.sh$|entrypoint/.test(name) && words.length > 0) return words;
  return null;
}

function afterOptions(words: readonly string[], valued: RegExp): readonly string[] {
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--') return words.slice(at + 1);
    if (/^[A-Za-z_]\w*=/.test(word)) continue;
    if (!word.startsWith('-')) break;
    if (valued.test(word) && !word.includes('=')) at++;
  }
  return words.slice(at);
}
