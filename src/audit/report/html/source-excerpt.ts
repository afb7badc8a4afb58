import type { Finding } from '../../finding.js';
import { html, type Markup } from './markup.js';
import type { MaskedText } from './masked-text.js';

/** Of a longer line the part around what is meant is shown. */
const widestLine = 240;
/** Of a longer stretch its beginning is shown. */
const mostLines = 8;

/** The lines that a finding points at, the stretch that is meant marked; null where the text has no such line. */
export function sourceExcerpt(finding: Finding, source: MaskedText): Markup | null {
  const { line } = finding;
  if (line === undefined) return null;
  const end = Math.max(line, finding.endLine ?? line);
  const rows: Markup[] = [];
  for (let number = line; number <= Math.min(end, line + mostLines - 1); number += 1) {
    const row = source.line(number);
    if (row === null) break;
    rows.push(renderRow(number, row.text, markedPart(finding, number, end, row)));
  }
  if (rows.length === 0) return null;
  const more = end - line + 1 - rows.length;
  return html`<div class="code" role="group" aria-label="Source">${rows}${more > 0 && html`<div class="more">${more} more ${more === 1 ? 'line' : 'lines'}</div>`}</div>`;
}

function renderRow(number: number, text: string, [start, end]: readonly [number, number]): Markup {
  const from = text.length > widestLine ? Math.max(0, Math.min(start - 40, text.length - widestLine)) : 0;
  const to = Math.min(text.length, from + widestLine);
  const marked = text.slice(Math.max(start, from), Math.min(end, to));
  return html`<div class="row"><span class="number">${number}</span><code>${from > 0 && '…'}${text.slice(from, Math.max(start, from))}${
    marked !== '' && html`<mark>${marked}</mark>`
  }${text.slice(Math.max(from, Math.min(end, to)), to)}${to < text.length && '…'}</code></div>`;
}

/** What to mark of a line, half-open. Of a masked one all: its columns are not those of the file. */
function markedPart(
  { line = 1, column = 1, endColumn }: Finding,
  number: number,
  endLine: number,
  { text, exact }: { text: string; exact: boolean },
): [number, number] {
  const first = text.length - text.trimStart().length;
  const last = text.trimEnd().length;
  if (!exact) return [first, Math.max(first, last)];
  const start = number === line ? Math.min(column - 1, last) : Math.min(first, last);
  const end = number === endLine && endColumn !== undefined ? Math.min(endColumn - 1, text.length) : last;
  return [start, Math.max(start, end)];
}
