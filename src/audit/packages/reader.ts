import type { LayerEntry } from '../image/layer-collector.js';
import type { Distribution, StatedPackage } from './package.js';

/** What one file says. */
export interface Reading {
  packages?: StatedPackage[];
  /** Paths of files that a package of the distribution brought; languages' packages there are its own business. */
  owned?: string[];
  /** Licences of a package of the distribution that its database does not name. */
  licensesOf?: { name: string; licenses: string[] };
  distribution?: Distribution;
}

/** Knows one kind of file in which packages are written down. */
export interface PackageReader {
  /** By name, size and mode; the content of what it wants is read whole. */
  wants(entry: LayerEntry): boolean;
  /** Throws for what is damaged: that is told as a warning. @param path absolute */
  read(content: Buffer, path: string): Reading;
}
