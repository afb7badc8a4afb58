import { maskSource } from '../../../secrets/mask-source.js';
import { formatSize } from '../../../spec/units.js';
import type { ImageReport, ImageReportLayer } from './image-report.js';
import { html, type Markup } from './markup.js';
import { count, percent, prose, shortDigest } from './prose.js';

const longestInstruction = 600;

/** The layers with their instruction, their size and what of it is of no use; what would save most. */
export function layersSection({ layers, savings }: ImageReport): Markup {
  const largest = Math.max(1, ...layers.map(({ sizeBytes }) => sizeBytes));
  const rows = layers.map(
    (
      layer,
      index,
    ) => html`<tr><th scope="row"><span class="swatch tint-${tintOf(index)}" aria-hidden="true"></span>${index + 1}</th>
<td><code class="instruction">${shownInstruction(layer)}</code> <code class="quiet digest" title="${layer.digest}">${shortDigest(layer.digest)}</code>${sizeBar(layer, largest)}</td>
<td class="size">${formatSize(layer.sizeBytes)}</td><td class="size">${layer.wastedBytes > 0 ? formatSize(layer.wastedBytes) : html`<span class="quiet">none</span>`}</td></tr>
`,
  );
  return html`<section id="layers" aria-labelledby="layers-t"><h2 id="layers-t">Layers</h2>
<table><caption class="unseen">Layers, the lowest first</caption><thead><tr><th scope="col">#</th><th scope="col">Instruction</th><th scope="col" class="size">Size</th><th scope="col" class="size">Wasted</th></tr></thead>
<tbody>${rows}</tbody></table>
${savings.length > 0 && savingsList(savings)}
</section>`;
}

/** Tints go round; numbers tell the layers apart. */
export function tintOf(layer: number): number {
  return layer % 8;
}

/** A layer's instruction in one line, without what builders write around it, its secrets masked. */
export function shownInstruction({ createdBy }: Pick<ImageReportLayer, 'createdBy'>): string {
  const line = createdBy
    .slice(0, longestInstruction * 4)
    .replace(/\s+/g, ' ')
    .trim();
  const bare = line
    .replace(/ # buildkit$/, '')
    .replace(/^(?:RUN )?\/bin\/sh -c (?:#\(nop\) ?)?/, (start) => (start.includes('#(nop)') ? '' : 'RUN '));
  const text = maskSource(bare);
  if (text === '') return '(no instruction in the history)';
  return text.length > longestInstruction ? `${text.slice(0, longestInstruction)}…` : text;
}

/** Beside the largest layer; the wasted part has its own shade at its end. */
function sizeBar({ sizeBytes, wastedBytes }: ImageReportLayer, largest: number): Markup {
  const width = (sizeBytes / largest) * 100;
  const wasted = Math.min(width, (wastedBytes / largest) * 100);
  return html`<svg class="bar" aria-hidden="true" width="100%" height="6"><rect class="whole" width="${fixed(width)}%" height="6"/><rect class="wasted" x="${fixed(width - wasted)}%" width="${fixed(wasted)}%" height="6"/></svg>`;
}

function fixed(value: number): number {
  return Number(value.toFixed(2));
}

function savingsList(savings: ImageReport['savings']): Markup {
  const items = savings
    .slice(0, 10)
    .map(
      ({ bytes, layer, examples, advice }) =>
        html`<li><b>${formatSize(bytes)}</b> in layer ${layer + 1}. ${prose(maskSource(advice ?? 'It lies in the base image.'))}${
          examples.length > 0 &&
          html` <span class="quiet">${examples.map((path, at) => html`${at > 0 && ', '}<bdi>${path}</bdi>`)}</span>`
        }</li>\n`,
    );
  return html`<h3>What would save most</h3><ol class="savings">${items}</ol>`;
}

/** What stands under the verdict of an image. */
export function imageFacts(image: ImageReport): [string, string][] {
  const { id, sizeBytes, user, layers, base, efficiency, wastedBytes, reclaimableBytes, packages } = image;
  const age = base.ageDays === null ? '' : `, ${count(base.ageDays, 'day')} old`;
  return [
    ['Size', `${formatSize(sizeBytes)} in ${count(layers.length, 'layer')}`],
    ['Base', `${base.name ?? 'not known'}${age}`],
    ['Efficiency', percent(efficiency, 1)],
    ['Wasted', `${formatSize(wastedBytes)} in copies`],
    ['Reclaimable', `${formatSize(reclaimableBytes)} (${percent(reclaimableBytes, sizeBytes)})`],
    ['User', user === '' ? 'root (none is set)' : user],
    ['Packages', packages.count.toLocaleString('en')],
    ['Image id', shortDigest(id)],
  ];
}
