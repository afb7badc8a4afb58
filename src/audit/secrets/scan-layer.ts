import type { Header } from 'tar-stream';
import type { LayerVisitor } from '../../engine/image-layer.js';
import type { LayerEntry } from '../image/layer-collector.js';
import { collectSecrets, type SecretCollector } from './collect-secrets.js';

/** What was found in one layer. */
export interface LayerScan
  extends LayerVisitor,
    Pick<SecretCollector, 'findings' | 'scannedFiles' | 'packageFiles' | 'skippedFiles'> {}

const largestFile = 1_000_000;

/** Looks for secrets in a layer as it streams by. */
export function scanLayer(): LayerScan {
  const collector = collectSecrets(largestFile);
  return {
    get findings() {
      return collector.findings;
    },
    get scannedFiles() {
      return collector.scannedFiles;
    },
    get packageFiles() {
      return collector.packageFiles;
    },
    get skippedFiles() {
      return collector.skippedFiles;
    },
    wants: (header) => collector.wants(entryOf(header)),
    async entry(header, content) {
      const chunks: Buffer[] = [];
      if (content) for await (const chunk of content) chunks.push(chunk);
      collector.entry(entryOf(header), content && Buffer.concat(chunks));
      await collector.settle();
    },
  };
}

function entryOf({ name, type, size = 0, mode = 0, uid = 0, gid = 0, linkname }: Header): LayerEntry {
  return {
    path: `/${name.replace(/^(?:\.?\/)+/, '')}`,
    type: type === 'file' ? 'file' : 'other',
    sizeBytes: size,
    mode,
    uid,
    gid,
    linkTarget: linkname ?? null,
    whiteout: null,
  };
}
