import { findSecrets } from '../../../secrets/find-secrets.js';
import { maskSource } from '../../../secrets/mask-source.js';

/** A text to show lines of, the secrets in it masked. */
export interface MaskedText {
  /** A line, from 1; null beyond the text. `exact`: nothing in it is masked, so that columns still hold. */
  line(number: number): { text: string; exact: boolean } | null;
  /** A line of another text that is made of this one's, as a fix makes it. */
  mask(row: string): string;
}

const mask = '***';

/** Secrets are looked for in the whole text, since a private key goes over many lines, and then once more in each line shown. */
export function maskedText(text: string): MaskedText {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const pieces = piecesOf(text);
  const hidden = new Map<number, string[]>();
  let number = 1;
  let from = 0;
  for (const { start, value } of pieces) {
    for (let next = text.indexOf('\n', from); next >= 0 && next < start; next = text.indexOf('\n', from)) {
      number += 1;
      from = next + 1;
    }
    hidden.set(number, [...(hidden.get(number) ?? []), value]);
  }
  const wholeLines = new Set(pieces.filter(({ isWhole }) => isWhole).map(({ value }) => value));
  const values = [...new Set(pieces.filter(({ isWhole }) => !isWhole).map(({ value }) => value))];
  values.sort((a, b) => b.length - a.length);
  return {
    line(at) {
      const line = lines[at - 1];
      if (line === undefined) return null;
      let shown = line;
      for (const value of hidden.get(at) ?? []) shown = shown.replaceAll(value, mask);
      shown = maskSource(shown);
      return { text: shown, exact: shown === line };
    },
    mask: (row) => (wholeLines.has(row.trim()) ? mask : maskSource(row, values)),
  };
}

interface Piece {
  start: number;
  value: string;
  /** It is a line of its own, in the middle of a secret: nothing stands beside it. */
  isWhole: boolean;
}

/** The secrets of a text, each cut where a line ends. */
function piecesOf(text: string): Piece[] {
  return findSecrets(text).flatMap(({ start, end }) => {
    const pieces: Piece[] = [];
    const lines = text.slice(start, end).split('\n');
    let at = start;
    for (const [index, piece] of lines.entries()) {
      const value = piece.trim();
      const isWhole = index > 0 && index < lines.length - 1;
      if (value !== '') pieces.push({ start: at + piece.indexOf(value), value, isWhole });
      at += piece.length + 1;
    }
    return pieces;
  });
}
