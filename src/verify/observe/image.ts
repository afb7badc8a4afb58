import type { SecretFinding } from '../../audit/secrets/finding.js';
import { scanConfiguration } from '../../audit/secrets/scan-configuration.js';
import { type LayerScan, scanLayer } from '../../audit/secrets/scan-layer.js';
import { inspectImage, readImage } from '../../engine/image.js';
import type { ImageArchive, ImageConfig } from '../../engine/image-archive.js';
import type { Bench } from '../bench.js';
import { countBaseLayers } from './base-layers.js';

/** What the image itself shows: its identity, its size, and secrets in it. */
export interface ImageObservation {
  configDigest: string;
  config: ImageConfig;
  layers: ImageArchive['layers'];
  sizeBytes: number;
  baseLayers: number;
  secrets: {
    findings: SecretFinding[];
    scannedLayers: number;
    scannedFiles: number;
    packageFiles: number;
    skippedFiles: number;
  };
}

/** Exports the image once, and takes everything from that one pass. */
export async function observeImage(bench: Bench): Promise<ImageObservation> {
  const { engine, activity, subject } = bench;
  activity.report('image: reading its layers');
  const known = await inspectImage(engine, bench.image);
  const diffIds = known?.diffIds ?? [];
  const baseLayers = await countBaseLayers(bench, diffIds);
  const base = new Set(diffIds.slice(0, baseLayers).map((id) => id.replace('sha256:', '')));
  const scans = new Map<string, LayerScan>();
  const archive = await readImage(engine, bench.image, activity.signal, (blob) => {
    // Docker's own store names a blob by its uncompressed digest, so that base layers can be passed over
    if (base.has(blob.split('/').at(-1) ?? '')) return null;
    const scan = scanLayer();
    scans.set(blob, scan);
    return scan;
  });
  const secretNames = new Set(subject.spec.environment.filter(({ secret }) => secret).map(({ name }) => name));
  const findings = await scanConfiguration(archive.config, secretNames);
  const own = archive.blobs.map((blob, index) => ({ index, scan: scans.get(blob) })).slice(baseLayers);
  const sum = (count: (scan: LayerScan) => number) =>
    own.reduce((total, { scan }) => total + (scan ? count(scan) : 0), 0);
  for (const { index, scan } of own)
    for (const found of scan?.findings ?? []) findings.push({ ...found, place: `layer ${index + 1}: ${found.place}` });
  const { configDigest, config, layers, sizeBytes } = archive;
  return {
    configDigest,
    config,
    layers,
    sizeBytes,
    baseLayers,
    secrets: {
      findings,
      scannedLayers: own.length,
      scannedFiles: sum((scan) => scan.scannedFiles),
      packageFiles: sum((scan) => scan.packageFiles),
      skippedFiles: sum((scan) => scan.skippedFiles),
    },
  };
}
