import { tooLarge } from './broken-image.js';

/** Manifests, indexes and configurations are kilobytes; containerd refuses them above 8 MiB. */
export const largestDocument = 16 * 1024 * 1024;
/** All documents of one archive that are held until its manifest has been seen. */
export const largestDocuments = 64 * 1024 * 1024;
/** Files of an archive that is streamed or listed; `docker save` writes some two a layer. */
export const mostArchiveFiles = 100_000;
/** Docker itself stops at 127. */
export const mostLayers = 512;
/** PATH_MAX of Linux. */
export const longestPath = 4096;
export const deepestPath = 256;
/** A million takes 0.15 GB; images with so many files are rare, with more than this unheard of. */
const mostEntries = 2_000_000;
const mostPaths = 3_000_000;

/** gzip reaches 1,032 : 1, but layers of real software stay below 20 : 1. */
const largestRatio = 100;
/** Up to here any ratio will do. */
const freeBytes = 1024 ** 3;

/** Throws where something compressed unpacks to more than a layer that is no bomb would. */
export function checkRatio(compressed: number, uncompressed: number, what: string): void {
  if (uncompressed <= freeBytes || uncompressed <= compressed * largestRatio) return;
  const megabytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1e6)).toLocaleString('en')} MB`;
  throw tooLarge(`${what} has ${megabytes(compressed)} and unpacks to ${megabytes(uncompressed)} or more`);
}

/** Counts the entries that all layers of one image hold together. */
export function entryBudget(): EntryBudget {
  let entries = 0;
  return {
    entry() {
      entries += 1;
      if (entries > mostEntries) throw tooLarge(`it has more than ${mostEntries.toLocaleString('en')} entries`);
    },
  };
}

export interface EntryBudget {
  entry(): void;
}

/** Throws where the layers of one image name too many paths. */
export function mostPathsBudget(count: number): void {
  if (count > mostPaths) throw tooLarge(`it has more than ${mostPaths.toLocaleString('en')} paths`);
}
