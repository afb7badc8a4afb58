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
  /** dive's, 0 to 1. */
  efficiency: number;
  /** dive's: all copies of what stands in several layers. */
  wastedBytes: number;
  /** What no container of the image can reach. */
  reclaimableBytes: number;
  /** What would save most, the largest first. */
  savings: ImageReportSaving[];
  /** Null where they were not read. */
  packages: { count: number; byEcosystem: Record<string, number> } | null;
  vulnerabilities: VulnerabilityReport | null;
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
  /** What it holds, pruned by `sizeTrees`; null where it was not read. */
  tree: SizedPath | null;
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

export type VulnerabilitySeverity = 'critical' | 'high' | 'medium' | 'low' | 'unknown';

export const vulnerabilitySeverities: readonly VulnerabilitySeverity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'unknown',
];

export type VulnerabilityReport = Record<VulnerabilitySeverity, number> & {
  status: 'scanned' | 'not-scanned';
  /** Why it was not scanned. */
  reason?: string | undefined;
  scanner?: string | undefined;
  items: VulnerabilityItem[];
};

export interface VulnerabilityItem {
  id: string;
  severity: VulnerabilitySeverity;
  package: string;
  version: string;
  fixedVersion?: string | null | undefined;
  title?: string | undefined;
  /** Digest of the layer that brought the package in. */
  layer?: string | undefined;
}
