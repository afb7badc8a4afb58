import { maskSecrets } from '../../secrets/mask.js';

/** Escape sequences of a terminal: CSI, OSC (titles, links) and the short ones. */
const terminalCodes =
  /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\u0007\u001b\n]{0,2000}(?:\u0007|\u001b\\)|[PX^_][^\u001b\n]{0,2000}\u001b\\|[ -/]{1,4}[0-~]|[0-Z\\^_`a-~])|\u009b[0-?]{0,64}[ -/]{0,8}[@-~]/g;
/** All that moves a cursor, hides or turns text around; a tab is only space. */
const harmful =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu;

/** Without colours, titles, cursor movements: before masking, so that they part no secret from its name. */
export function withoutTerminalCodes(text: string): string {
  return text.replace(terminalCodes, '');
}

/** On one line and harmless to show: control characters are written as `\x07`. */
export function escapeText(text: string): string {
  return text.replace(harmful, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    const code = character.codePointAt(0) as number;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** A container's words on one line: terminal codes removed, secrets masked, control characters escaped, of at most `longest` characters. */
export function plainText(text: string, longest: number, secrets: readonly string[] = []): string {
  // bounded before masking, since masking costs time, but by so much more that no secret is cut at the visible end
  return bound(escapeText(maskSecrets(withoutTerminalCodes(text.slice(0, longest + 2_000)), secrets)), longest);
}

export function bound(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
