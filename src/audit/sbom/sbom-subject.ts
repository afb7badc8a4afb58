import type { Distribution, ImagePackage } from '../packages/package.js';

/** What a bill of materials is about. */
export interface SbomSubject {
  /** The image as it was called: a reference or a file's name. */
  name: string;
  /** `sha256:...` of the image's configuration. */
  digest: string;
  /** When the image says it was made (RFC 3339). */
  created: string | undefined;
  distribution: Distribution | null;
  packages: readonly ImagePackage[];
  /** Version of this program. */
  toolVersion: string;
}
