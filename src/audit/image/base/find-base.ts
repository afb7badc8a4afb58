import type { HistoryStep } from '../history.js';
import type { ReadImage } from '../image-source.js';
import { officialImage } from './official-images.js';
import { type Release, readRelease } from './os-release.js';
import { supportEnd } from './release-support.js';
import { type SmallerBase, smallerBase } from './smaller-bases.js';

/** What is known of an image's base image from the image alone. */
export interface BaseImage {
  /** As its label names it, else as variables and the system's release tell; null where nothing does. */
  name: string | null;
  /** Digest that it is pinned to; null where the image does not say. */
  digest: string | null;
  /** How the name is known. */
  from: 'label' | 'environment' | 'release' | null;
  release: Release | null;
  /** How many of the image's lowest layers are the base's, by the history; null where the history does not tell. */
  layers: number | null;
  /** When its last step was made, by its own word. */
  created: Date | null;
  ageDays: number | null;
  /** Of its layers, uncompressed; of the whole image where the history does not tell them apart. */
  sizeBytes: number;
  /** Last day with security fixes for the system's release. */
  supportEnds: Date | null;
  smaller: SmallerBase | null;
}

/** @param texts contents of small files by path */
export function findBase(
  { config, layers }: Pick<ReadImage, 'config' | 'layers'>,
  steps: readonly HistoryStep[],
  texts: ReadonlyMap<string, string>,
  now: Date,
): BaseImage {
  const labels = config.config?.Labels ?? {};
  const release = readRelease(texts);
  const label = labels['org.opencontainers.image.base.name'];
  const known = officialImage(config.config?.Env ?? [], release);
  const name = label || known || (release ? `${release.id}:${release.version}` : null);
  const end = lastStepOfBase(steps);
  const baseSteps = end === null ? [] : steps.slice(0, end + 1);
  const count = end === null ? null : baseSteps.filter((step) => step.layer !== null).length;
  const sizeBytes = layers.slice(0, count ?? layers.length).reduce((sum, layer) => sum + layer.sizeBytes, 0);
  const created = baseSteps.findLast((step) => plausible(step.created, now))?.created ?? null;
  return {
    name,
    digest: digestOf(labels['org.opencontainers.image.base.digest'], label),
    from: label ? 'label' : known ? 'environment' : release ? 'release' : null,
    release,
    layers: count,
    sizeBytes,
    created,
    ageDays: created ? Math.floor((+now - +created) / 86_400_000) : null,
    supportEnds: release ? supportEnd(release) : null,
    smaller: smallerBase(name, release, sizeBytes),
  };
}

/**
 * Official images end with a CMD, and what is built on them goes on with more layers: the last CMD with a layer after it ends
 * the base.
 */
function lastStepOfBase(steps: readonly HistoryStep[]): number | null {
  const lastLayer = steps.findLastIndex((step) => step.layer !== null);
  const end = steps.slice(0, Math.max(lastLayer, 0)).findLastIndex((step) => step.keyword === 'CMD');
  return end < 0 ? null : end;
}

/** Reproducible builds write 1970 or another date that was asked for; Docker is from 2013. */
function plausible(created: Date | null, now: Date): boolean {
  return created !== null && created.getUTCFullYear() >= 2013 && +created <= +now;
}

function digestOf(label: string | undefined, name: string | undefined): string | null {
  const digest = label ?? name?.split('@')[1];
  return digest && /^sha\d{3}:[0-9a-f]{64,128}$/.test(digest) ? digest : null;
}
