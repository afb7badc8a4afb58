/** One command of a shell line: its words, with `${NAME}` kept where the line has a variable. */
export interface ShellStep {
  words: string[];
  /** `PYTHONPATH=src` before the command. */
  assignments: Record<string, string>;
}

/** Defaults of variables that a line gives, `${PORT:-8000}`. */
export interface ShellLine {
  /** Commands joined by `&&` or `;`, in order. */
  steps: ShellStep[];
  defaults: Record<string, string>;
}

const longest = 4000;
const assignment = /^([A-Za-z_]\w*)=(.*)$/s;

/**
 * Splits a line into commands without running or expanding anything. Null for what is no simple command: pipes, redirections, substitutions,
 * background jobs, control structures.
 */
export function splitShell(line: string): ShellLine | null {
  if (line.length > longest) return null;
  const words: string[][] = [[]];
  const defaults: Record<string, string> = {};
  let word: string | null = null;
  const flush = () => {
    if (word !== null) words.at(-1)?.push(word);
    word = null;
  };
  for (let at = 0; at < line.length; at++) {
    const character = line[at] as string;
    if (character === '\\') {
      if (line[at + 1] === '\n') at++;
      else word = (word ?? '') + (line[++at] ?? '');
    } else if (character === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) return null;
      word = (word ?? '') + line.slice(at + 1, end);
      at = end;
    } else if (character === '"') {
      word ??= '';
      for (at++; line[at] !== '"'; at++) {
        if (at >= line.length || line[at] === '`') return null;
        const variable = line[at] === '$' ? readVariable(line, at, defaults) : null;
        if (variable) {
          word += variable.text;
          at = variable.end;
        } else if (line[at] === '$' && line[at + 1] === '(') return null;
        else word += line[at] === '\\' && line[at + 1] !== undefined ? line[++at] : line[at];
      }
    } else if (character === '$') {
      const variable = readVariable(line, at, defaults);
      if (!variable) return null;
      word = (word ?? '') + variable.text;
      at = variable.end;
    } else if (character === '&' && line[at + 1] === '&') {
      flush();
      words.push([]);
      at++;
    } else if (character === ';' || character === '\n') {
      flush();
      words.push([]);
    } else if (/\s/.test(character)) flush();
    else if (/[|&<>`()]/.test(character)) return null;
    else if (character === '#' && word === null) break;
    else word = (word ?? '') + character;
  }
  flush();
  return { steps: words.filter((step) => step.length > 0).map(toStep), defaults };
}

function readVariable(
  line: string,
  at: number,
  defaults: Record<string, string>,
): { text: string; end: number } | null {
  const match = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?[-=]([^{}$`]{0,200}))?\})/.exec(line.slice(at, at + 300));
  if (!match) return null;
  const name = match[1] ?? match[2] ?? '';
  if (match[3]) defaults[name] = match[3];
  return { text: `\${${name}}`, end: at + match[0].length - 1 };
}

function toStep(words: string[]): ShellStep {
  const assignments: Record<string, string> = {};
  let first = 0;
  for (; first < words.length; first++) {
    const match = assignment.exec(words[first] as string);
    if (!match) break;
    assignments[match[1] as string] = match[2] as string;
  }
  return { words: words.slice(first), assignments };
}
