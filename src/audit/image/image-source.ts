import type { Readable } from 'node:stream';
import type { ImageConfig } from '../../engine/image-archive.js';
import type { ImageChoice } from './archive/image-choice.js';
import type { LayerCollector } from './layer-collector.js';

/** Where an image is read from. */
export type ImageSource = ImageChoice &
  (
    | {
        /** `docker save` of an engine; its layers' digests are taken for right, since the engine checked them. */
        stream: Readable;
      }
    | {
        /** An archive (`docker save` or OCI, also compressed) or the folder of an OCI layout. */
        path: string;
      }
  );

export interface ReadLayer {
  /** Diff id: `sha256:...` of the uncompressed tar. */
  digest: string;
  /** The file that it was read from, as `collectorsOf` was given it; two layers with the same content may share one. */
  blob: string;
  /** The instruction that made it, its secrets masked; empty where the history says nothing. */
  createdBy: string;
  /** Of the uncompressed tar. */
  sizeBytes: number;
  /** Index of its entry in the history; null where the two do not fit together. */
  history: number | null;
}

export interface ReadImage {
  /** `sha256:...` of the configuration: the image's identity. */
  configDigest: string;
  config: ImageConfig;
  history: NonNullable<ImageConfig['history']>;
  layers: ReadLayer[];
  /** Sum of the uncompressed layer tars. */
  sizeBytes: number;
  manifestDigest: string | null;
  /** Names that it was saved under. */
  tags: string[];
  attestations: number | null;
}

/** Gives what looks at a layer, by the name of its file in the archive; called once for each file. */
export type CollectorsOf = (blob: string) => readonly LayerCollector[];
