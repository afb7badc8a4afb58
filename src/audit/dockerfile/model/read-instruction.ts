import type { Span } from '../../finding.js';
import { withoutGlue } from './continuation.js';

import type { Flag, Heredoc, Instruction } from './instruction.js';
import type { LineTable } from './line-table.js';
import { logicalText } from './logical-text.js';
import { execScript, parseShell, type ShellScript } from './shell.js';
import { isPosixShell, linuxShell } from './shell-name.js';

import type { InstructionText } from './split-instructions.js';
import { type Pair, splitPairs, splitWords, type Word } from './words.js';

const keywordsWithPairs = new Set(['ENV', 'LABEL', 'ARG']);
const keywordsWithFlags = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'HEALTHCHECK']);
const keywordsWithJson = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME', 'HEALTHCHECK']);

/** What reading an instruction needs of its file. */
export interface Reader {
  text: string;
  lines: LineTable;
  escapeCharacter: string;
}

/** An instruction whose stage, shell and variables are not set yet. */
export type Draft = { -readonly [K in keyof Instruction]: Instruction[K] };

/** An instruction as rules see it; an ONBUILD becomes its trigger. */
export function readInstruction(found: InstructionText, reader: Reader): Draft {
  const { keyword: name, keywordSpan, heredocs } = found;
  const whole = { start: found.start, end: found.end };
  const body = { start: keywordSpan.end, end: found.end };
  if (name !== 'ONBUILD') return draft(name, false, whole, keywordSpan, body, heredocs, reader);
  const logical = logicalOf(body, heredocs, reader, 'space');
  const [trigger] = splitWords(logical, body.start, reader.escapeCharacter);
  if (!trigger?.raw) return draft(name, false, whole, keywordSpan, body, heredocs, reader);
  const keyword = trigger.raw.toUpperCase();
  return draft(
    keyword,
    true,
    whole,
    { start: trigger.start, end: trigger.end },
    { start: trigger.end, end: whole.end },
    heredocs,
    reader,
  );
}

function draft(
  keyword: string,
  onbuild: boolean,
  whole: Span,
  keywordSpan: Span,
  body: Span,
  heredocs: Heredoc[],
  reader: Reader,
): Draft {
  const { escapeCharacter, lines } = reader;
  const logicalBody = logicalOf(body, heredocs, reader, 'space');
  const flags = keywordsWithFlags.has(keyword) ? flagsOf(logicalBody, body.start, escapeCharacter) : [];
  const flagsEnd = flags.at(-1)?.end ?? body.start;
  const afterFlags = withoutFlagsEnd(logicalBody.slice(flagsEnd - body.start), keyword);
  const argumentsStart = flagsEnd + (afterFlags.length - afterFlags.trimStart().length);
  const logical = afterFlags.slice(argumentsStart - flagsEnd);
  const instruction = {
    keyword,
    onbuild,
    keywordSpan,
    ...whole,
    line: lines.position(whole.start).line,
    endLine: lines.position(Math.max(whole.start, whole.end - 1)).line,
    raw: reader.text.slice(argumentsStart, whole.end),
    logical,
    argumentsStart,
    flags,
    flag: (name: string) => flags.find((flag) => flag.name === name),
    heredocs,
    stage: null,
    shell: linuxShell,
    variables: new Map(),
  } as unknown as Draft;
  return lazily(instruction, {
    words: () => splitWords(logical, argumentsStart, escapeCharacter) as readonly Word[],
    json: () => (keywordsWithJson.has(keyword) ? jsonOf(keyword, logical) : null),
    pairs: () =>
      keywordsWithPairs.has(keyword)
        ? splitPairs(logical, argumentsStart, escapeCharacter, keyword)
        : ([] as readonly Pair[]),
    script: () => scriptOf(instruction, reader),
  });
}

/** Fields that cost something are made when a rule first asks for them. */
function lazily<T extends object, L extends Record<string, () => unknown>>(target: T, fields: L): T {
  for (const [name, make] of Object.entries(fields))
    Object.defineProperty(target, name, {
      configurable: true,
      enumerable: true,
      get() {
        const value = make();
        Object.defineProperty(target, name, { value, enumerable: true });
        return value;
      },
    });
  return target;
}

/** The text with continuations and comments blanked, and everything from the first here-document's body on. */
function logicalOf(
  body: Span,
  heredocs: readonly Heredoc[],
  { text, escapeCharacter }: Reader,
  join: 'space' | 'shell',
): string {
  const bodyStart = heredocs[0] ? Math.min(heredocs[0].body.start, body.end) : body.end;
  return logicalText(text.slice(body.start, bodyStart), escapeCharacter, join) + ' '.repeat(body.end - bodyStart);
}

/** `--` alone says that no flags follow; it is no argument. */
function withoutFlagsEnd(text: string, keyword: string): string {
  return keywordsWithFlags.has(keyword) ? text.replace(/^\s*--(?=\s)/, (found) => ' '.repeat(found.length)) : text;
}

function flagsOf(logical: string, base: number, escapeCharacter: string): Flag[] {
  const flags: Flag[] = [];
  for (const word of splitWords(logical, base, escapeCharacter)) {
    if (!word.raw.startsWith('--') || word.raw === '--') break;
    const at = word.value.indexOf('=');
    const value = at < 0 ? null : word.value.slice(at + 1);
    flags.push({
      name: at < 0 ? word.value.slice(2) : word.value.slice(2, at),
      value,
      options: optionsOf(value),
      start: word.start,
      end: word.end,
    });
  }
  return flags;
}

function optionsOf(value: string | null): Map<string, string> {
  return new Map(
    (value ?? '').split(',').flatMap((part): [string, string][] => {
      const at = part.indexOf('=');
      if (!part) return [];
      return [at < 0 ? [part.toLowerCase(), 'true'] : [part.slice(0, at).toLowerCase(), part.slice(at + 1)]];
    }),
  );
}

function jsonOf(keyword: string, logical: string): string[] | null {
  const trimmed = withoutGlue(keyword === 'HEALTHCHECK' ? logical.replace(/^\s*CMD\s/i, '') : logical).trim();
  if (!trimmed.startsWith('[')) return null;
  try {
    const value: unknown = JSON.parse(trimmed);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
  } catch {
    return null;
  }
}

const scripted = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

function scriptOf(instruction: Instruction, reader: Reader): ShellScript | null {
  const { keyword, argumentsStart, end, heredocs, json, logical } = instruction;
  if (!scripted.has(keyword) || !logical.trim())
    return keyword === 'RUN' && heredocs.length ? heredocScript(instruction) : null;
  let start = argumentsStart;
  if (keyword === 'HEALTHCHECK') {
    const command = /^\s*CMD\s+/i.exec(logical);
    if (!command) return null;
    start += command[0].length;
  }
  if (json) return execScript(json, jsonSpans(reader.text.slice(start, end), start), { start, end });
  if (!isPosixShell(instruction.shell)) return null;
  if (heredocs.length > 0 && /^\s*<<-?\s*\S+\s*$/.test(logical)) return heredocScript(instruction);
  const bodyStart = heredocs[0]?.body.start ?? end;
  const head = logicalText(reader.text.slice(start, bodyStart), reader.escapeCharacter, 'shell');
  const text = (head + reader.text.slice(bodyStart, end)).trimEnd();
  return parseShell(text, start);
}

/** `RUN <<EOF`: its body is the script, unless a first line says that something else runs it. */
function heredocScript({ heredocs, shell }: Instruction): ShellScript | null {
  const [heredoc] = heredocs;
  if (!heredoc || !isPosixShell(shell)) return null;
  const interpreter = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(heredoc.text);
  if (interpreter) {
    const program = interpreter[1]?.endsWith('/env') ? interpreter[2] : interpreter[1];
    if (!isPosixShell([program ?? ''])) return null;
  }
  return parseShell(heredoc.text, heredoc.body.start);
}

function jsonSpans(text: string, base: number): Span[] {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"/gs)].map((match) => ({
    start: base + match.index,
    end: base + match.index + match[0].length,
  }));
}
