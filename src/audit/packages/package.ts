/** The types of package that are read, named as package URLs name them (purl-spec, PURL-TYPES). */
export const packageTypes = [
  'deb',
  'apk',
  'rpm',
  'pypi',
  'npm',
  'golang',
  'maven',
  'cargo',
  'gem',
  'composer',
  'nuget',
] as const;

export type PackageType = (typeof packageTypes)[number];

/** Types whose packages belong to the distribution. */
export const systemTypes: ReadonlySet<PackageType> = new Set(['deb', 'apk', 'rpm']);

/** A package as a file in the image states it. */
export interface StatedPackage {
  type: PackageType;
  /** As its ecosystem writes it: `@scope/name`, `group:artifact`, `vendor/name`. */
  name: string;
  /** As its ecosystem writes it, epoch and revision included. */
  version: string;
  /** What the distribution built it from; its security data goes by that. */
  source?: { name: string; version: string };
  architecture?: string;
  /** As they are stated, not all of them SPDX. */
  licenses: string[];
}

export interface ImagePackage extends StatedPackage {
  purl: string;
  /** The file that states it: a database, a manifest or the program that it is built into. */
  path: string;
  /** Digest of the layer that brought it in. */
  layer: string;
  /**
   * A language's package that one of the distribution brought, as Debian's python3-requests brings requests: the distribution
   * mends it and says what it suffers from, under its own version.
   */
  fromDistribution: boolean;
}

/** What the image's os-release says. */
export interface Distribution {
  /** `debian`, `ubuntu`, `alpine`, `rhel`, ... */
  id: string;
  /** `13`, `24.04`, `3.20.3`; null where none is stated, as in Debian's testing. */
  version: string | null;
  /** For people. */
  name: string;
}
