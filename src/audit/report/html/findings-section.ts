import { type Finding, severities } from '../../finding.js';
import { findingCard, findingLine, severityBadge } from './finding-card.js';
import type { HtmlSubject } from './html-subject.js';
import { html, type Markup } from './markup.js';
import { maskedText } from './masked-text.js';
import { count, prose, shortDigest } from './prose.js';

/** More are shown without their lines, reasons and changes, so that the report can be opened and sent. */
const mostInFull = 400;

/** Every finding, by the file or the layer that it is in, with what chooses among them. */
export function findingsSection(subject: HtmlSubject): Markup {
  const { findings, summary } = subject;
  if (findings.length === 0)
    return html`<section id="findings" aria-labelledby="findings-t"><h2 id="findings-t">Findings</h2><p class="calm">Nothing was found.</p></section>`;
  const render = cardRenderer(subject);
  const groups = groupsOf(subject).map(
    (
      { name, items },
      index,
    ) => html`<section class="group" aria-labelledby="group-${index + 1}"><h3 id="group-${index + 1}"><bdi>${name}</bdi> <span class="quiet">${count(items.length, 'finding')}</span></h3>
${items.map(render)}
</section>
`,
  );
  const filters = severities
    .filter((severity) => summary[severity] > 0)
    .map(
      (severity) =>
        html`<label class="choice"><input type="checkbox" id="show-${severity}" value="${severity}" checked> ${severityBadge(severity)} <span class="quiet">${summary[severity]}</span></label>`,
    );
  return html`<section id="findings" aria-labelledby="findings-t">
<h2 id="findings-t">Findings</h2>
<div class="filters" role="search" aria-label="Findings">
<fieldset><legend>Show</legend>${filters}</fieldset>
<label class="search" hidden>Search <input type="search" id="search" autocomplete="off" spellcheck="false"></label>
<p id="shown" class="quiet" role="status"></p>
</div>
${findings.length > mostInFull && html`<p class="calm">The first ${mostInFull} are shown in full, the others in short; <a href="#rules">the reasons</a> are at the end.</p>`}
${groups}
${findings.length > mostInFull && reasonsSection(subject)}
</section>`;
}

interface Group {
  name: string;
  items: Finding[];
}

/** The groups in the order of their worst finding; a file's findings from its top. */
function groupsOf({ findings, image }: HtmlSubject): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const { file, layer } = finding;
    const key = file === undefined ? `layer ${layer ?? ''}` : `file ${file}`;
    const group = groups.get(key) ?? { name: file ?? layerName(layer, image), items: [] };
    group.items.push(finding);
    groups.set(key, group);
  }
  for (const { items } of groups.values())
    items.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  return [...groups.values()];
}

function layerName(digest: string | undefined, image: HtmlSubject['image']): string {
  if (digest === undefined) return 'The image as a whole';
  const index = image?.layers.findIndex((layer) => layer.digest === digest) ?? -1;
  return index < 0 ? `Layer ${shortDigest(digest)}` : `Layer ${index + 1} (${shortDigest(digest)})`;
}

/** Numbers the findings and decides which are shown in full. */
function cardRenderer({ files, rules }: HtmlSubject): (finding: Finding) => Markup {
  const infos = new Map(rules.map((rule) => [rule.id, rule]));
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  const sources = new Map<string, { text: string; masked: ReturnType<typeof maskedText> }>();
  const sourceOf = (name: string) => {
    const text = texts.get(name);
    const known = sources.get(name);
    if (text === undefined || known) return known;
    const source = { text, masked: maskedText(text) };
    sources.set(name, source);
    return source;
  };
  let number = 0;
  return (finding) => {
    number += 1;
    const id = `finding-${number}`;
    if (number > mostInFull) return findingLine(finding, id);
    const source = finding.file === undefined ? undefined : sourceOf(finding.file);
    return findingCard(finding, id, { source, rule: infos.get(finding.rule) });
  };
}

function reasonsSection({ findings, rules }: HtmlSubject): Markup {
  const infos = new Map(rules.map((rule) => [rule.id, rule]));
  const first = new Map(findings.map((finding) => [finding.rule, finding]).reverse() as [string, Finding][]);
  const reasons = [...first]
    .reverse()
    .map(
      ([rule, { title, principle }]) =>
        html`<div><dt><code>${rule}</code></dt><dd>${prose(infos.get(rule)?.why ?? title)} <span class="quiet">Principle: ${principle}.</span></dd></div>\n`,
    );
  return html`<section id="rules" aria-labelledby="rules-t"><h3 id="rules-t">Reasons</h3><dl class="reasons">${reasons}</dl></section>`;
}
