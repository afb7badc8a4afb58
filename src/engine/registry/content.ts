import type { BlobOutcome, ReportBlob } from './blob-progress.js';
import type { Manifest } from './manifests.js';
import type { Descriptor } from './media-types.js';
import type { BlobSource } from './upload-blob.js';

/** Where an image is read: a repository of a registry, or an OCI layout. */
export interface ContentSource {
  /** For messages: `ghcr.io/me/app`, `app.tar`. */
  name: string;
  /** A manifest by tag or digest. @throws Fault image-not-found */
  manifest(reference: string): Promise<Manifest>;
  /** The bytes of a blob, checked against its digest where they are read from the beginning. */
  open(blob: Pick<Descriptor, 'digest' | 'size'>, from: number): AsyncIterable<Buffer>;
  /** What refers to an image by its `subject`. */
  referrers(digest: string): Promise<Descriptor[]>;
  /** The repository, where it is one of a registry. */
  place: { host: string; repository: string } | null;
}

/** Where an image is written. */
export interface ContentTarget {
  name: string;
  putBlob(
    blob: BlobSource,
    options: { from: ContentSource['place']; report?: ReportBlob | undefined },
  ): Promise<BlobOutcome>;
  hasManifest(digest: string): Promise<boolean>;
  /** @param tags none: it is found by its digest, by what names it, or by the image that it refers to */
  putManifest(
    manifest: Pick<Manifest, 'mediaType' | 'bytes' | 'digest' | 'content'>,
    tags: readonly string[],
  ): Promise<void>;
  /** Blobs that are sent at the same time. */
  parallel: number;
}
