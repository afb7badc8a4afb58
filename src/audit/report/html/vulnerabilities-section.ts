import { levels, type Vulnerabilities, type Vulnerability } from '../../vulnerabilities/vulnerability.js';
import type { ImageReport } from './image-report.js';
import { html, type Markup } from './markup.js';
import { count, shortDigest } from './prose.js';

/** More are counted; the table says so. */
const mostItems = 1000;

/** What is known of an image's vulnerabilities, or why nothing is. */
export function vulnerabilitiesSection(image: ImageReport): Markup | null {
  const { vulnerabilities } = image;
  if (!vulnerabilities) return null;
  return html`<section id="vulnerabilities" aria-labelledby="vulnerabilities-t"><h2 id="vulnerabilities-t">Vulnerabilities</h2>
${vulnerabilities.status === 'scanned' ? scanned(vulnerabilities, image) : html`<p class="calm">Not scanned: ${vulnerabilities.reason ?? 'no reason was given.'}</p>`}
</section>`;
}

function scanned(vulnerabilities: Vulnerabilities, { layers }: ImageReport): Markup {
  const { items, scanner, reason, notCompared } = vulnerabilities;
  const counts = levels.map(
    (level) => html`<li><span class="badge v-${level}">${level}</span> ${vulnerabilities[level]}</li>`,
  );
  const numbers = new Map(layers.map(({ digest }, index) => [digest, index + 1]));
  const sorted = levels.flatMap((level) => items.filter(({ severity }) => severity === level));
  const left = items.length - mostItems;
  return html`<ul class="counts">${counts}</ul>
<p class="quiet">${scanner && html`By ${scanner}. `}Unknown: nobody has scored it, which does not make it harmless.</p>
${reason && html`<p>${reason}</p>`}
${notCompared > 0 && html`<p>${count(notCompared, 'package')} could not be compared.</p>`}
${
  sorted.length > 0 &&
  html`<table><caption class="unseen">Vulnerabilities, the worst first</caption><thead><tr><th scope="col">Severity</th><th scope="col">Vulnerability and package</th><th scope="col">Fixed in</th></tr></thead><tbody>${sorted
    .slice(0, mostItems)
    .map((item) => itemRow(item, numbers))}</tbody></table>`
}
${left > 0 && html`<p>${left.toLocaleString('en')} more are not listed here; --json has all.</p>`}`;
}

function itemRow(item: Vulnerability, numbers: ReadonlyMap<string, number>): Markup {
  const { id, severity, score, package: name, version, ecosystem, fixedVersion, layer, path } = item;
  const number = layer === null ? undefined : numbers.get(layer);
  const places = [
    ecosystem,
    number === undefined ? layer && `layer ${shortDigest(layer)}` : `layer ${number}`,
    path,
  ].filter(Boolean);
  return html`<tr><td><span class="badge v-${severity}">${severity}</span>${score !== null && html` <span class="quiet">${score}</span>`}</td><td><code>${id}</code> <bdi>${name} ${version}</bdi> <span class="quiet"><bdi>${places.join(', ')}</bdi></span></td><td>${fixedVersion ? html`<bdi>${fixedVersion}</bdi>` : html`<span class="quiet">no fix yet</span>`}</td></tr>
`;
}
