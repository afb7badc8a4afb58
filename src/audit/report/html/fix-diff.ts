import { unifiedDiff } from '../../../generate/write/unified-diff.js';
import { applyEdits } from '../../apply-fixes.js';
import type { Edit } from '../../finding.js';
import { html, type Markup } from './markup.js';
import type { MaskedText } from './masked-text.js';

const mostRows = 40;
const longestRow = 400;
/** A change of more text than this is told by its description alone. */
const longestChange = 20_000;

/** What a fix does to the lines that it touches; null where it changes nothing, or too much to be shown. */
export function fixDiff(text: string, edits: readonly Edit[], masked: MaskedText): Markup | null {
  if (edits.length === 0) return null;
  const start = lineStart(text, Math.min(...edits.map((edit) => edit.start)));
  const end = lineEnd(text, Math.max(...edits.map((edit) => edit.end)));
  if (end - start > longestChange) return null;
  const before = text.slice(start, end);
  const after = applyEdits(
    before,
    edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );
  return diffRows(unifiedDiff('', before, after), masked.mask);
}

/** A unified diff as rows. @param mask hides what is secret in a row */
export function diffRows(diff: string, mask: (row: string) => string): Markup | null {
  const lines = diff.split('\n').slice(2, -1);
  if (lines.length === 0) return null;
  const rows = lines.slice(0, mostRows).map((line, index) => {
    if (line.startsWith('@@')) return index > 0 && html`<div class="more">…</div>`;
    const kind = line[0] === '+' ? 'added' : line[0] === '-' ? 'removed' : 'same';
    const row = mask(line.slice(1));
    return html`<div class="row ${kind}"><span class="number">${sign[kind]}</span><code>${row.slice(0, longestRow)}${row.length > longestRow && '…'}</code></div>`;
  });
  const more = lines.length - mostRows;
  return html`<div class="code diff" role="group" aria-label="Change">${rows}${more > 0 && html`<div class="more">${more} more rows</div>`}</div>`;
}

/** Read aloud, a sign is a word. */
const sign = {
  added: html`<span aria-hidden="true">+</span><span class="unseen">added</span>`,
  removed: html`<span aria-hidden="true">-</span><span class="unseen">removed</span>`,
  same: html``,
};

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  // an edit that ends with its line takes the next one in only where it begins there
  const next = text.indexOf('\n', at > 0 && text[at - 1] === '\n' ? at - 1 : at);
  return next < 0 ? text.length : next + 1;
}
