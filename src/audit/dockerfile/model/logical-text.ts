/**
 * An instruction as Docker reads it, with every character where it was: continued lines are joined and the comments and empty
 * lines between them blanked, so that offsets stay those of the file.
 * @param join what stands for a continuation: a space for Docker's own words, a backslash and a newline for a shell
 */
export function logicalText(text: string, escapeCharacter: string, join: 'space' | 'shell'): string {
  let result = '';
  let at = 0;
  let continued = false;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, end);
    at = end;
    const content = line.trimEnd();
    if (continued && (content === '' || /^\s*#/.test(line))) {
      result += ' '.repeat(line.length);
      continue;
    }
    continued = content.endsWith(escapeCharacter);
    if (!continued) result += line;
    else {
      const before = content.slice(0, -1);
      const rest = line.length - before.length;
      // a continuation of one character more than `\` and newline can be written as the shell's own
      result += join === 'shell' && rest >= 2 ? `${before}\\\n${' '.repeat(rest - 2)}` : before + ' '.repeat(rest);
    }
  }
  return result;
}
