import { formatSize } from '../../../spec/units.js';
import type { ImageReport, SizedPath } from './image-report.js';
import { shownInstruction, tintOf } from './layers-section.js';
import { html, type Markup } from './markup.js';
import { count, percent } from './prose.js';

/**
 * Where an image's bytes are: a list of all layers and paths, which needs no script and reads well aloud, and the place for
 * the treemap, which templates/report/byte-map.js draws from that list.
 */
export function byteMapSection({ layers }: ImageReport): Markup | null {
  const total = layers.reduce((sum, { tree }) => sum + tree.sizeBytes, 0);
  if (total === 0) return null;
  const hasHidden = layers.some(({ tree }) => tree.hiddenBytes > 0);
  const items = layers.flatMap(({ tree, createdBy }, index) => {
    if (tree.sizeBytes === 0) return [];
    const label = `Layer ${index + 1}`;
    const summary = html`<b>${label}</b> <code>${shownInstruction({ createdBy }).slice(0, 120)}</code> ${sizeWords(tree, total)}`;
    return [
      html`<li data-layer="${index}" data-tint="${tintOf(index)}" data-name="${label}" ${figures(tree)}><details><summary><span class="swatch tint-${tintOf(index)}" aria-hidden="true"></span>${summary}</summary>${children(tree, total)}</details></li>\n`,
    ];
  });
  return html`<section id="bytes" aria-labelledby="bytes-t"><h2 id="bytes-t">Where the bytes are</h2>
<p>${formatSize(total)} in ${count(
    layers.reduce((sum, { tree }) => sum + tree.files, 0),
    'file',
  )}.</p>
<div id="map" hidden>${hasHidden && html`<p class="quiet">Hatched: a later layer hides it, so that nobody can reach it.</p>`}</div>
<details class="all-paths"><summary>Layers and paths as a list</summary><ul id="paths" class="paths">${items}</ul></details>
</section>`;
}

function children({ children: places = [] }: SizedPath, total: number): Markup {
  return html`<ul>${places.map((place) => item(place, total))}</ul>`;
}

function item(place: SizedPath, total: number): Markup {
  const name = place.name === '' ? `${count(place.files, 'smaller file')}` : place.name;
  const isFolder = place.children !== undefined || (place.name !== '' && place.files > 1);
  const words = html`<bdi>${name}${isFolder && '/'}</bdi> ${sizeWords(place, total)}`;
  const attributes = html`data-name="${name}${isFolder && '/'}" ${figures(place)}`;
  if (!place.children) return html`<li ${attributes}>${words}</li>`;
  return html`<li ${attributes}><details><summary>${words}</summary>${children(place, total)}</details></li>`;
}

function figures({ sizeBytes, hiddenBytes }: SizedPath): Markup {
  return html`data-bytes="${sizeBytes}"${hiddenBytes > 0 && html` data-hidden="${hiddenBytes}"`}`;
}

function sizeWords({ sizeBytes, hiddenBytes }: SizedPath, total: number): Markup {
  const hidden = hiddenBytes >= sizeBytes ? 'hidden' : `${formatSize(hiddenBytes)} hidden`;
  return html`<span class="quiet">${formatSize(sizeBytes)}, ${percent(sizeBytes, total)}${hiddenBytes > 0 && `, ${hidden}`}</span>`;
}
