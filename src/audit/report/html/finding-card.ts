import type { Finding, Severity } from '../../finding.js';
import type { RuleInfo } from '../../rule-info.js';
import { fixDiff } from './fix-diff.js';
import { html, type Markup } from './markup.js';
import type { MaskedText } from './masked-text.js';
import { prose } from './prose.js';
import { sourceExcerpt } from './source-excerpt.js';

/** What a finding is shown with. */
export interface CardContext {
  /** The file that it points into; absent where there is none. */
  source: { text: string; masked: MaskedText } | undefined;
  rule: RuleInfo | undefined;
}

/** A finding with its lines, its reason and its fix. */
export function findingCard(finding: Finding, id: string, { source, rule }: CardContext): Markup {
  const { severity, principle, aliases, title, fix } = finding;
  const change = fix && source ? fixDiff(source.text, fix.edits, source.masked) : null;
  return html`<article class="finding ${severity}" id="${id}" data-severity="${severity}" aria-labelledby="${id}-t">
${cardHead(finding, id)}
${source && sourceExcerpt(finding, source.masked)}
${fix && html`<p class="fix"><b>Fix${fix.edits.length > 0 && html` <span class="quiet">(--fix makes it)</span>`}:</b> ${prose(fix.description)}</p>`}
${change}
<details class="why"><summary>Why</summary><p>${prose(rule?.why ?? title)}</p>
<dl class="facts"><div><dt>Principle</dt><dd>${principle}</dd></div>${
    aliases.length > 0 && html`<div><dt>Elsewhere</dt><dd>${aliases.join(', ')}</dd></div>`
  }</dl></details>
</article>`;
}

/** A finding in two lines, where a report has too many to show each in full. */
export function findingLine(finding: Finding, id: string): Markup {
  return html`<article class="finding short ${finding.severity}" id="${id}" data-severity="${finding.severity}" aria-labelledby="${id}-t">${cardHead(finding, id)}</article>`;
}

function cardHead(finding: Finding, id: string): Markup {
  const place = placeOf(finding);
  return html`<h4 id="${id}-t">${severityBadge(finding.severity)} <code class="rule">${finding.rule}</code> ${
    place !== '' && html`<a class="place" href="#${id}"><bdi>${place}</bdi></a>`
  }</h4>
<p class="message">${prose(finding.message)}</p>`;
}

const signs: Record<Severity, string> = { error: '✕', warning: '▲', info: 'i', style: '~' };

/** Colour, sign and word, so that none is alone. */
export function severityBadge(severity: Severity): Markup {
  return html`<span class="badge ${severity}"><span aria-hidden="true">${signs[severity]}</span> ${severity}</span>`;
}

/** Within its group: the line, or the path in the image. */
function placeOf({ line, column, path }: Finding): string {
  if (line !== undefined) return `line ${line}${column === undefined ? '' : `:${column}`}`;
  return path ?? '';
}
