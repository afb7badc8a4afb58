/** A block of code of a page. */
export interface CodeBlock {
  language: string;
  text: string;
  /** Of its fence, from 1. */
  line: number;
  /** What comments right above it say. */
  notes: readonly string[];
}

/** A block of commands; `notRun` is the reason above a block that no test runs, `exitCode` what it is to end with. */
export interface ShellBlock {
  commands: string;
  line: number;
  notRun: string | null;
  exitCode: number;
}

const fence = /^( *)(`{3,}|~{3,})\s*([\w-]*)\s*$/;
const shellLanguages = new Set(['sh', 'bash', 'console']);

/**
 * The fenced blocks of a page, in order. A comment `<!-- test: COMMANDS -->` is a block of commands that a reader does not see: what
 * a page needs to have around it, or takes away at its end.
 */
export function codeBlocks(markdown: string): CodeBlock[] {
  const lines = markdown.split('\n');
  const blocks: CodeBlock[] = [];
  let notes: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line.startsWith('<!--')) {
      const end = lines.findIndex((one, index) => index >= at && one.includes('-->'));
      const comment = lines
        .slice(at, end + 1)
        .join('\n')
        .replace(/^<!--\s*|\s*-->$/g, '');
      const hidden = /^test:\s*([\s\S]*)$/.exec(comment);
      if (hidden) blocks.push({ language: 'sh', text: `${hidden[1]}\n`, line: at + 1, notes: [] });
      else notes.push(comment);
      at = end;
      continue;
    }
    const [, indent = '', mark, language = ''] = fence.exec(line) ?? [];
    if (mark === undefined) {
      notes = [];
      continue;
    }
    const end = lines.findIndex((one, index) => index > at && one.trim() === mark);
    const text = lines.slice(at + 1, end).map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one));
    blocks.push({
      language,
      text: text.map((one) => `${one}\n`).join(''),
      line: at + 1,
      notes,
    });
    notes = [];
    at = end;
  }
  return blocks;
}

/**
 * The blocks of commands, with what comments above say: `<!-- not run: REASON -->`, `<!-- exit code: 1 -->`. Of a `console` block only
 * what follows `$ ` is a command; the rest is what was printed.
 */
export function shellBlocks(markdown: string): ShellBlock[] {
  return codeBlocks(markdown)
    .filter(({ language }) => shellLanguages.has(language))
    .map(({ language, text, line, notes }) => ({
      commands: language === 'console' ? typed(text) : text,
      line,
      notRun: noteOf(notes, 'not run'),
      exitCode: Number(noteOf(notes, 'exit code') ?? 0),
    }));
}

function noteOf(notes: readonly string[], name: string): string | null {
  const note = notes.find((one) => one.startsWith(`${name}:`));
  return note === undefined ? null : note.slice(name.length + 1).trim();
}

function typed(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith('$ ') ? [`${line.slice(2)}\n`] : []))
    .join('');
}
