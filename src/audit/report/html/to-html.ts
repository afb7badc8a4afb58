import { renderSummary } from '../summary-text.js';
import { byteMapSection } from './byte-map-section.js';
import { findingsSection } from './findings-section.js';
import { diffRows } from './fix-diff.js';
import type { HtmlSubject } from './html-subject.js';
import { imageFacts, layersSection } from './layers-section.js';
import { html, type Markup } from './markup.js';
import { maskedText } from './masked-text.js';
import { packagesSection } from './packages-section.js';
import { page } from './page.js';
import { vulnerabilitiesSection } from './vulnerabilities-section.js';

/** An audit as one HTML file that needs nothing beside it: no network, no other file, and no script to be read. */
export function toHtml(subject: HtmlSubject): string {
  const { target, verdict, image } = subject;
  const sections: [string, string, Markup | null][] = [
    ['fixed', 'Changes made', fixedSection(subject)],
    ['bytes', 'Where the bytes are', image ? byteMapSection(image) : null],
    ['findings', 'Findings', findingsSection(subject)],
    ['layers', 'Layers', image ? layersSection(image) : null],
    ['packages', 'Packages', image ? packagesSection(image) : null],
    ['vulnerabilities', 'Vulnerabilities', image ? vulnerabilitiesSection(image) : null],
  ];
  const there = sections.filter(([, , section]) => section !== null);
  const links = there.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`);
  return page(
    `${verdict}: ${target.name}, audited by Dockwright`,
    html`<a class="skip" href="#main">Skip to the content</a>
${header(subject)}
${there.length > 1 && html`<nav aria-label="Sections"><ul>${links}</ul></nav>`}
<main id="main" tabindex="-1">
${warningsList(subject)}
${there.map(([, , section]) => section)}
</main>
<footer><p>Dockwright ${subject.version}. This file loads nothing and sends nothing.</p></footer>`,
  );
}

function header({ target, verdict, summary, settings, image, files }: HtmlSubject): Markup {
  const facts: [string, string][] = [
    ['Kind', target.kind],
    ...(files.length > 1 ? [['Files', String(files.length)] as [string, string]] : []),
    ...(image ? imageFacts(image) : []),
    ['Profile', settings.profile],
    ['Fails at', settings.failOn],
  ];
  const signs: Record<string, string> = { pass: '✓', fail: '✕' };
  return html`<header>
<p class="quiet">Dockwright audit</p>
<h1><bdi>${target.name === '-' ? 'standard input' : target.name}</bdi></h1>
<p class="verdict ${verdict === 'pass' || verdict === 'fail' ? verdict : 'open'}"><strong><span aria-hidden="true">${signs[verdict] ?? '…'}</span> ${verdict.toUpperCase()}</strong> ${renderSummary(summary)}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>
</header>`;
}

function warningsList({ warnings }: HtmlSubject): Markup | null {
  if (warnings.length === 0) return null;
  return html`<section class="warnings" aria-labelledby="warnings-t"><h2 id="warnings-t">Warnings</h2><ul>${warnings.map((warning) => html`<li>${warning}</li>`)}</ul></section>`;
}

function fixedSection({ fixed, files }: HtmlSubject): Markup | null {
  if (fixed.length === 0) return null;
  const texts = new Map(files.map(({ name, text }) => [name, text]));
  const changes = fixed.map(
    ({ file, rules, diff }) =>
      html`<h3><bdi>${file}</bdi> <span class="quiet">${[...new Set(rules)].join(', ')}</span></h3>${diffRows(diff, maskedText(texts.get(file) ?? '').mask)}`,
  );
  return html`<section id="fixed" aria-labelledby="fixed-t"><h2 id="fixed-t">Changes made</h2>${changes}</section>`;
}
