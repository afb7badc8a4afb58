import type { Vulnerabilities } from '../../vulnerabilities/vulnerability.js';

/** An image as the report shows it. */
export interface ImageReport {
  /** `sha256:...` of the configuration. */
  id: string;
  /** Sum of the uncompressed layer tars. */
  sizeBytes: number;
  /** As the configuration has it; empty for root by default. */
  user: string;
  /** Lowest first. */
  layers: ImageReportLayer[];
  base: { name: string | null; ageDays: number | null };
  /** dive's, 0 to 1. */
  efficiency: number;
  /** dive's: all copies of what stands in several layers. */
  wastedBytes: number;
  /** What no container of the image can reach. */
  reclaimableBytes: number;
  /** What would save most, the largest first. */
  savings: ImageReportSaving[];
  packages: { count: number; byEcosystem: Record<string, number> };
  /** Absent where they were not asked for. */
  vulnerabilities?: Vulnerabilities | undefined;
}

export interface ImageReportLayer {
  /** Of the uncompressed tar. */
  digest: string;
  /** The instruction that made it; empty where the history does not say. */
  createdBy: string;
  /** Of the uncompressed tar, its headers included. */
  sizeBytes: number;
  /** Of these, bytes that a later layer hides. */
  wastedBytes: number;
  /** What it holds, pruned by `sizeTrees`. */
  tree: SizedPath;
}

/** A file or a folder of a layer. */
export interface SizedPath {
  /** Without slashes; `/` for the root. Empty for what a folder holds beside the children listed here, summed up. */
  name: string;
  /** Of all files at and below it. */
  sizeBytes: number;
  /** Of these, what a later layer hides. */
  hiddenBytes: number;
  /** Files at and below it. */
  files: number;
  /** The largest first; absent for a file, and for what is too small to be divided. */
  children?: SizedPath[];
}

export interface ImageReportSaving {
  bytes: number;
  /** Index of the layer that holds them. */
  layer: number;
  examples: string[];
  /** What to change; null where it lies in the base image. */
  advice: string | null;
}
