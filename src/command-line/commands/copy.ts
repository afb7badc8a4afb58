import type { Copy } from '../../push/copy.js';
import type { PlainCommand } from '../plain-command.js';

/** Moves an image that a registry or a file has, for sites without a network between them. */
export const copyCommand: PlainCommand = {
  name: 'copy',
  title: 'Copy an image between registries and archives, without an engine',
  usage: 'SOURCE TARGET',
  arguments: { least: 2, most: 2 },
  flags: [{ name: 'force', kind: 'boolean', description: 'Replace a full version' }],
  examples: [
    ['dockwright copy ghcr.io/me/shop:1.4.2 shop.tar', 'an OCI layout to carry to where there is no network'],
    ['dockwright copy shop.tar harbor.local/me/shop:1.4.2', 'and there into a registry'],
    ['dockwright copy ghcr.io/me/shop:1.4.2 harbor.local/me/shop', 'from one registry to another'],
  ],
  async run({ given: [source = '', target = ''], flags }, activity) {
    const { copy } = await import('../../push/copy.js');
    const copied = await copy(source, target, { force: flags.force === true }, activity);
    return { exitCode: 0, text: render(copied), output: copied };
  },
};

function render({ source, target, tag, digest, sizeBytes, blobs, referrers }: Copy): string {
  const how = (['sent', 'mounted', 'present'] as const).flatMap((way) =>
    blobs[way] > 0 ? [`${blobs[way]} ${way}`] : [],
  );
  const along = referrers.length > 0 ? `; ${referrers.length} documents that refer to it went along` : '';
  return [
    `${source} to ${target}${tag === null ? '' : ` as ${tag}`}: ${(sizeBytes / 1e6).toFixed(1)} MB, blobs ${how.join(', ')}${along}`,
    `PASS  ${digest}`,
  ].join('\n');
}
