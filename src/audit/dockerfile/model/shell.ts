import {
  type Command as CommandNode,
  forEachChild,
  type ParsedScript,
  parse,
  type SyntaxNode,
  type Word as WordNode,
} from 'unbash';
import type { Span } from '../../finding.js';

/** A word of a command: an argument, quotes removed. Variables and substitutions stay as they are written. */
export interface ShellWord extends Span {
  value: string;
  /** As written. */
  raw: string;
  /** It has no variable, substitution or pattern: what is written is what the program gets. */
  literal: boolean;
}

/** A simple command, wherever it stands in the script: in a list, a pipe, a loop, a function, a substitution. */
export interface ShellCommand extends Span {
  /** The program without its folder: `apt-get` for `/usr/bin/apt-get`. */
  name: string;
  nameWord: ShellWord;
  /** All words after the name. */
  words: readonly ShellWord[];
  /** `NAME=value` before the name. */
  assignments: readonly { name: string; value: string }[];
  /** Files that its output goes to (`> file`, `>> file`). */
  outputs: readonly string[];
  /** The program that runs it (`sudo`, `env`, `xargs`, `sh` of `sh -c '...'`), which is in the list as well; null for most. */
  via: string | null;
  /** It stands in a substitution, `$(...)` or backquotes. */
  substituted: boolean;
}

/** Commands joined by `|`. */
export interface ShellPipeline extends Span {
  commands: readonly ShellCommand[];
}

/** A script and its commands; all offsets are those of the Dockerfile. */
export interface ShellScript extends Span {
  /** What was parsed; `tree` has offsets in it, add `start`. */
  text: string;
  tree: ParsedScript;
  /** In order; those that a wrapper runs follow it. */
  commands: readonly ShellCommand[];
  /** Pipes of two commands and more. */
  pipelines: readonly ShellPipeline[];
  /** It is an exec form: no shell reads it. */
  exec: boolean;
}

/** Parses a shell script. @param start offset of its first character in the Dockerfile */
export function parseShell(text: string, start: number): ShellScript {
  const script = { text, start, end: start + text.length, exec: false };
  const nothing = { ...script, tree: parse(''), commands: [], pipelines: [] };
  if (isBeyondReading(text)) return nothing;
  return unlessTooDeep(nothing, () => {
    const tree = parse(text);
    const commands: ShellCommand[] = [];
    const pipelines: ShellPipeline[] = [];
    collect(tree, start, false, commands, pipelines);
    return { ...script, tree, commands, pipelines };
  });
}

/** The parser takes the square of the number of here-documents and of open brackets; nobody has this many in one script. */
function isBeyondReading(text: string): boolean {
  let openings = 0;
  for (const opening of ['<<', '('])
    for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + opening.length))
      if (++openings > mostOpenings) return true;
  return false;
}

const mostOpenings = 2000;

/** What nests deeper than the stack holds is nothing that anyone wrote. */
function unlessTooDeep<T>(nothing: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return nothing;
    throw error;
  }
}

/** An exec form as a script of one command (and, for `["sh", "-c", "..."]`, of those in it). @param spans where each string stands in the file */
export function execScript(words: readonly string[], spans: readonly Span[], whole: Span): ShellScript {
  const shellWords = words.map((value, index): ShellWord => {
    const { start, end } = spans[index] ?? whole;
    return { value, raw: value, literal: true, start, end };
  });
  const [first, ...rest] = shellWords;
  const command = first
    ? [
        {
          name: baseName(first.value),
          nameWord: first,
          words: rest,
          assignments: [],
          outputs: [],
          via: null,
          substituted: false,
          ...span(whole),
        },
      ]
    : [];
  const commands = command.flatMap((outer) => [outer, ...unlessTooDeep([], () => unwrap(outer))]);
  return { text: '', tree: parse(''), start: whole.start, end: whole.end, commands, pipelines: [], exec: true };
}

function collect(
  root: SyntaxNode,
  base: number,
  substituted: boolean,
  commands: ShellCommand[],
  pipelines: ShellPipeline[],
): void {
  const byNode = new Map<SyntaxNode, ShellCommand>();
  const visit = (node: SyntaxNode, inside: boolean): void => {
    if (node.type === 'Command') {
      const command = readCommand(node, base, inside);
      if (command) {
        byNode.set(node, command);
        commands.push(command, ...unwrap(command));
      }
    }
    const nested = inside || node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution';
    forEachChild(node, (child) => visit(child, nested));
    if (node.type === 'Pipeline' && node.commands.length > 1)
      pipelines.push({
        start: base + node.pos,
        end: base + node.end,
        commands: node.commands.flatMap((member) => byNode.get(member as SyntaxNode) ?? []),
      });
  };
  visit(root, substituted);
}

function readCommand(node: CommandNode, base: number, substituted: boolean): ShellCommand | null {
  if (!node.name) return null;
  const nameWord = toWord(node.name, base);
  return {
    name: baseName(nameWord.value),
    nameWord,
    words: node.args.map((argument) => toWord(argument.type === 'Word' ? argument : { ...asWord(argument) }, base)),
    assignments: node.prefix.flatMap((part) =>
      part.type === 'Assignment'
        ? [{ name: part.name, value: part.value.type === 'Word' ? part.value.value : '' }]
        : [],
    ),
    outputs: node.redirects.flatMap((redirect) =>
      redirect.type === 'Redirect' && redirect.operator.includes('>') && redirect.target ? [redirect.target.value] : [],
    ),
    via: null,
    substituted,
    start: base + node.pos,
    end: base + node.end,
  };
}

/** `export NAME=value` gives assignments among the arguments; for most programs they are words. */
function asWord(assignment: Exclude<CommandNode['args'][number], WordNode>): WordNode {
  const { pos, end, text, name, value } = assignment;
  const right = value.type === 'Word' ? value.value : '';
  return {
    type: 'Word',
    pos,
    end,
    text,
    value: `${name}=${right}`,
    parts: value.type === 'Word' ? value.parts : undefined,
  };
}

function toWord(node: WordNode, base: number): ShellWord {
  return { value: node.value, raw: node.text, literal: isLiteral(node), start: base + node.pos, end: base + node.end };
}

function isLiteral({ text, parts }: WordNode): boolean {
  if (!/[$`*?[{]/.test(text)) return true;
  return (parts ?? []).every(
    (part) =>
      part.type === 'Literal' ||
      part.type === 'SingleQuoted' ||
      part.type === 'AnsiCQuoted' ||
      (part.type === 'DoubleQuoted' && part.parts.every(({ type }) => type === 'Literal')),
  );
}

function baseName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1);
}

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);
/** Programs that run the rest of their words, and their options that take a value. */
const wrappers: Record<string, RegExp> = {
  sudo: /^-[ugphCcrtTUD]$|^--(?:user|group|prompt|host|chdir|role|type)$/,
  doas: /^-[uC]$/,
  gosu: /^$/,
  env: /^-[uCS]$|^--(?:unset|chdir)$/,
  exec: /^-a$/,
  command: /^$/,
  time: /^-[fo]$/,
  nice: /^-n$/,
  nohup: /^$/,
  timeout: /^-[ks]$/,
  xargs: /^-[IiLlnPsEdA]$/,
  eatmydata: /^$/,
  chroot: /^$/,
};
const deepest = 4;

/** What a wrapper runs: the commands that do the work, one after the other. */
function unwrap(outer: ShellCommand, depth = 0): ShellCommand[] {
  if (depth >= deepest) return [];
  if (shells.has(outer.name)) return unwrapShell(outer);
  const withValue = Object.hasOwn(wrappers, outer.name) ? wrappers[outer.name] : undefined;
  if (!withValue) return [];
  const { words } = outer;
  let at = 0;
  const assignments: { name: string; value: string }[] = [];
  for (; at < words.length; at++) {
    const { value } = words[at] as ShellWord;
    if (value === '--') continue;
    if (value.startsWith('-')) {
      if (withValue.test(value)) at++;
      continue;
    }
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(value);
    if (!assignment) break;
    assignments.push({ name: assignment[1] as string, value: assignment[2] as string });
  }
  // `timeout 5m CMD` and `chroot /mnt CMD` have one word of their own first, `gosu user CMD` too
  if (outer.name === 'timeout' || outer.name === 'chroot' || outer.name === 'gosu') at++;
  const nameWord = words[at];
  if (!nameWord?.value) return [];
  const inner: ShellCommand = {
    ...outer,
    name: baseName(nameWord.value),
    nameWord,
    words: words.slice(at + 1),
    assignments,
    via: outer.name,
    start: nameWord.start,
  };
  return [inner, ...unwrap(inner, depth + 1)];
}

/** `sh -c 'script'`: the commands in the script. Offsets inside it are right where it has no escapes. */
function unwrapShell(outer: ShellCommand): ShellCommand[] {
  const at = outer.words.findIndex(({ value }) => /^-[a-z]*c[a-z]*$/.test(value));
  const script = at < 0 ? undefined : outer.words[at + 1];
  if (!script || script.value.length > 20_000) return [];
  const quote = script.raw.startsWith('"') || script.raw.startsWith("'") ? 1 : 0;
  const commands: ShellCommand[] = [];
  collect(parse(script.value), script.start + quote, outer.substituted, commands, []);
  return commands.map((command) => ({
    ...command,
    via: command.via ?? outer.name,
    end: Math.min(command.end, script.end),
  }));
}

function span({ start, end }: Span): Span {
  return { start, end };
}
