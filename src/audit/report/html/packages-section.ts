import type { ImageReport, VulnerabilityItem, VulnerabilityReport } from './image-report.js';
import { vulnerabilitySeverities } from './image-report.js';
import { html, type Markup } from './markup.js';
import { count, percent, shortDigest } from './prose.js';

/** More are counted; the table says so. */
const mostItems = 1000;

export function packagesSection({ packages }: ImageReport): Markup | null {
  if (!packages) return null;
  const rows = Object.entries(packages.byEcosystem)
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .map(
      ([ecosystem, number]) =>
        html`<tr><th scope="row">${ecosystem}</th><td class="size">${number.toLocaleString('en')}</td><td class="size">${percent(number, packages.count)}</td></tr>\n`,
    );
  return html`<section id="packages" aria-labelledby="packages-t"><h2 id="packages-t">Packages</h2>
<p>${count(packages.count, 'package')} by ${count(rows.length, 'ecosystem')}.</p>
${rows.length > 0 && html`<table class="narrow"><caption class="unseen">Packages by ecosystem</caption><thead><tr><th scope="col">Ecosystem</th><th scope="col" class="size">Packages</th><th scope="col" class="size">Share</th></tr></thead><tbody>${rows}</tbody></table>`}
</section>`;
}

export function vulnerabilitiesSection(image: ImageReport): Markup | null {
  const { vulnerabilities } = image;
  if (!vulnerabilities) return null;
  return html`<section id="vulnerabilities" aria-labelledby="vulnerabilities-t"><h2 id="vulnerabilities-t">Vulnerabilities</h2>
${vulnerabilities.status === 'scanned' ? scanned(vulnerabilities, image) : html`<p class="calm">Not scanned: ${vulnerabilities.reason ?? 'no reason was given.'}</p>`}
</section>`;
}

function scanned(vulnerabilities: VulnerabilityReport, { layers }: ImageReport): Markup {
  const { items, scanner } = vulnerabilities;
  const counts = vulnerabilitySeverities.map(
    (severity) => html`<li><span class="badge v-${severity}">${severity}</span> ${vulnerabilities[severity]}</li>`,
  );
  const numbers = new Map(layers.map(({ digest }, index) => [digest, index + 1]));
  const sorted = vulnerabilitySeverities.flatMap((severity) => items.filter((item) => item.severity === severity));
  const left = items.length - mostItems;
  return html`<ul class="counts">${counts}</ul>
<p class="quiet">${scanner && html`By ${scanner}. `}Unknown: no score was published.</p>
${
  items.length > 0 &&
  html`<table><caption class="unseen">Vulnerabilities, the worst first</caption><thead><tr><th scope="col">Severity</th><th scope="col">Vulnerability and package</th><th scope="col">Fixed in</th></tr></thead><tbody>${sorted
    .slice(0, mostItems)
    .map((item) => row(item, numbers))}</tbody></table>`
}
${left > 0 && html`<p>${left.toLocaleString('en')} more are not listed here; --json has all.</p>`}`;
}

function row(
  { id, severity, package: name, version, fixedVersion, title, layer }: VulnerabilityItem,
  numbers: Map<string, number>,
): Markup {
  const number = layer === undefined ? undefined : numbers.get(layer);
  const where = number === undefined ? (layer ? `layer ${shortDigest(layer)}` : '') : `layer ${number}`;
  return html`<tr><td><span class="badge v-${severity}">${severity}</span></td><td><code>${id}</code> <bdi>${name} ${version}</bdi>${
    where !== '' && html` <span class="quiet">${where}</span>`
  }${title && html`<br><span class="quiet">${title.slice(0, 300)}</span>`}</td><td>${fixedVersion ? html`<bdi>${fixedVersion}</bdi>` : html`<span class="quiet">no fix yet</span>`}</td></tr>
`;
}
