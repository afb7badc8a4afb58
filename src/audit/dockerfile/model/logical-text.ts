import { continuationAt, glue } from './continuation.js';
import { withoutEnd } from './line-table.js';

/**
 * An instruction as Docker reads it, with every character where it was: continued lines are joined and the comments and empty
 * lines between them blanked, so that offsets stay those of the file.
 * @param join what stands for a continuation: a space (or `glue`, within a word) for Docker's own words, a backslash and a newline for a shell
 */
export function logicalText(text: string, escapeCharacter: string, join: 'space' | 'shell'): string {
  const parts: string[] = [];
  let at = 0;
  let continued = false;
  // where a continuation began after something else than a blank: what it is depends on the next line
  let open = -1;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, end);
    at = end;
    if (continued && /^\s*(?:#|$)/.test(line)) {
      parts.push(' '.repeat(line.length));
      continue;
    }
    const continuation = continuationAt(withoutEnd(line), escapeCharacter);
    if (open >= 0 && /^\s/.test(line)) open = -1;
    else if (open >= 0 && continuation !== 0) {
      for (let part = open; part < parts.length; part++) parts[part] = glue.repeat((parts[part] as string).length);
      open = -1;
    }
    continued = continuation >= 0;
    if (!continued) {
      parts.push(line);
      continue;
    }
    const before = line.slice(0, continuation);
    const rest = line.length - before.length;
    parts.push(before);
    if (join === 'space' && before !== '' && !/\s$/.test(before)) open = parts.length;
    // a continuation of one character more than `\` and newline can be written as the shell's own
    parts.push(join === 'shell' && rest >= 2 ? `\\\n${' '.repeat(rest - 2)}` : ' '.repeat(rest));
  }
  return parts.join('');
}
