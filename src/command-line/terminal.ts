import { styleText } from 'node:util';
import type { Activity } from '../activity.js';

type Style = Parameters<typeof styleText>[0];

const styles: [RegExp, Style][] = [
  [/^ {2}pass(?= )/, 'green'],
  [/^ {2}FAIL(?= )/, 'red'],
  [/^ {2}ok(?= )/, 'green'],
  [/^ {2}warn(?= )/, 'yellow'],
  [/^(PASS|OK)\b/, ['green', 'bold']],
  [/^WARN\b/, ['yellow', 'bold']],
  [/^FAIL\b/, ['red', 'bold']],
  [/^INCOMPLETE\b/, ['yellow', 'bold']],
  [/^ {2}warning:/, 'yellow'],
  [/(?<=^\S{1,500} {2})error(?= {2})/, ['red', 'bold']],
  [/(?<=^\S{1,500} {2})warning(?= {2})/, 'yellow'],
  [/^error:/, ['red', 'bold']],
  [/^\+(?!\+\+).*/, 'green'],
  [/^-(?!--).*/, 'red'],
];

/** Colours the words that carry the verdict, on a terminal that wants colours. */
export function colour(text: string, stream: NodeJS.WriteStream): string {
  if (!wantsColour(stream)) return text;
  return text
    .split('\n')
    .map((line) => {
      const style = styles.find(([pattern]) => pattern.test(line));
      return style ? line.replace(style[0], (match) => styleText(style[1], match)) : line;
    })
    .join('\n');
}

/** Control characters of a repository must not reach a terminal; tabs and line ends may. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Progress on stderr: one line that is rewritten on a terminal, a line a message elsewhere. */
export function progressTo(stream: NodeJS.WriteStream): Activity['report'] & { clear(): void } {
  let shown = false;
  let last = '';
  const report = (message: string, done?: number, total?: number): void => {
    const text = printable(total ? `${message} (${done}/${total})` : message).replace(/\n/g, ' ');
    if (text === last) return;
    last = text;
    if (!stream.isTTY) {
      stream.write(`${text}\n`);
      return;
    }
    stream.write(`\r\u001b[2K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
    shown = true;
  };
  return Object.assign(report, {
    clear() {
      if (shown) stream.write('\r\u001b[2K');
      shown = false;
    },
  });
}

function wantsColour(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}
