import type { RawLogLine } from '../../engine/log-line.js';
import { maskSecrets } from '../../secrets/mask.js';
import type { LogLine } from './container-evidence.js';
import { bound, escapeText, withoutTerminalCodes } from './plain-text.js';

const longestLine = 8_000;
/** So many lines are masked at once: a secret may go over several, and masking looks for a bounded number in one text. */
const together = 50;

/** A container's words as they may be shown: masked, escaped, one line each. */
export function readableLines(lines: readonly RawLogLine[], terminal: boolean, secrets: readonly string[]): LogLine[] {
  const texts = lines.map((line) => withoutTerminalCodes(textOf(line, terminal)));
  const masked: string[] = [];
  for (let from = 0; from < texts.length; from += together)
    masked.push(...maskLines(texts.slice(from, from + together), secrets));
  return lines.map(({ stream, time }, index) => {
    const at = time === null ? Number.NaN : Date.parse(time);
    return {
      text: bound(escapeText(masked[index] as string), longestLine),
      stream,
      at: Number.isNaN(at) ? null : at,
    };
  });
}

function textOf({ beginning, end, leftOutBytes }: RawLogLine, terminal: boolean): string {
  const ended = (text: string) => (terminal && text.endsWith('\r') ? text.slice(0, -1) : text);
  if (end === null) return ended(beginning);
  // the first word of the end may be the rest of a secret, which nothing tells any more
  const whole = /[\s,;"'}\])](.*)$/s.exec(ended(end))?.[1] ?? '';
  return `${beginning} [... ${leftOutBytes} bytes left out ...] ${whole}`;
}

/** Masks several lines together, then each for itself where that would have changed their number. */
function maskLines(lines: string[], secrets: readonly string[]): string[] {
  const blanked = blankKeys(lines);
  const masked = maskSecrets(blanked.join('\n'), secrets).split('\n');
  return masked.length === blanked.length ? masked : blanked.map((line) => maskSecrets(line, secrets));
}

/** Private keys are written over many lines, of which each alone looks like nothing. */
function blankKeys(lines: string[]): string[] {
  let inside = 0;
  return lines.map((line) => {
    if (/-----BEGIN [A-Z ]{0,40}PRIVATE KEY/.test(line)) inside = 100;
    if (inside === 0) return line;
    const ends = /-----END [A-Z ]{0,40}PRIVATE KEY/.test(line);
    inside = ends ? 0 : inside - 1;
    return ends || /-----BEGIN/.test(line) || /^\s*[A-Za-z0-9+/=]{16,}\s*$/.test(line) ? '***' : line;
  });
}
