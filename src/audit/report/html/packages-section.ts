import type { ImageReport } from './image-report.js';
import { html, type Markup } from './markup.js';
import { count, percent } from './prose.js';

/** How many packages of which ecosystem an image has. */
export function packagesSection({ packages }: ImageReport): Markup {
  const rows = Object.entries(packages.byEcosystem)
    .filter(([, number]) => number > 0)
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .map(
      ([ecosystem, number]) =>
        html`<tr><th scope="row">${ecosystem}</th><td class="size">${number.toLocaleString('en')}</td><td class="size">${percent(number, packages.count)}</td></tr>\n`,
    );
  return html`<section id="packages" aria-labelledby="packages-t"><h2 id="packages-t">Packages</h2>
<p>${count(packages.count, 'package')} of ${count(rows.length, 'ecosystem')}.</p>
${rows.length > 0 && html`<table class="narrow"><caption class="unseen">Packages by ecosystem</caption><thead><tr><th scope="col">Ecosystem</th><th scope="col" class="size">Packages</th><th scope="col" class="size">Share</th></tr></thead><tbody>${rows}</tbody></table>`}
</section>`;
}
