import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { Descriptor } from '../../../src/engine/registry/media-types.js';
import { mediaTypes } from '../../../src/engine/registry/media-types.js';
import type { BlobSource } from '../../../src/engine/registry/upload-blob.js';

export interface MadeImage {
  manifest: { mediaType: string; bytes: Buffer; digest: string };
  blobs: BlobSource[];
  /** Of the layers, uncompressed. */
  diffIds: string[];
}

export function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Bytes as what an upload sends; in pieces, so that it can be cut off between them. */
export function blobOf(bytes: Buffer, pieceBytes = 64 * 1024): BlobSource {
  return {
    digest: sha256(bytes),
    size: bytes.length,
    async *open(from) {
      for (let at = from; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
  };
}

/** An image that an engine can load: one file of random bytes in each layer. */
export async function makeImage(layerBytes: number[] = [1_000, 2_000], architecture = 'amd64'): Promise<MadeImage> {
  const tars = await Promise.all(layerBytes.map((bytes, at) => tarOf(`file-${at}`, randomBytes(bytes))));
  const layers = tars.map((tar) => gzipSync(tar));
  const diffIds = tars.map(sha256);
  const config = Buffer.from(
    JSON.stringify({
      architecture,
      os: 'linux',
      config: { Cmd: ['/file-0'] },
      rootfs: { type: 'layers', diff_ids: diffIds },
    }),
  );
  const describe = (mediaType: string, bytes: Buffer): Descriptor => ({
    mediaType,
    digest: sha256(bytes),
    size: bytes.length,
  });
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.ociManifest,
      config: describe(mediaTypes.ociConfig, config),
      layers: layers.map((layer) => describe(mediaTypes.ociLayerGzip, layer)),
    }),
  );
  return {
    manifest: { mediaType: mediaTypes.ociManifest, bytes, digest: sha256(bytes) },
    blobs: [config, ...layers].map((blob) => blobOf(blob)),
    diffIds,
  };
}

/** An index of images for several platforms. */
export function makeIndex(images: readonly [architecture: string, image: MadeImage][]): MadeImage['manifest'] {
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.ociIndex,
      manifests: images.map(([architecture, { manifest }]) => ({
        mediaType: manifest.mediaType,
        digest: manifest.digest,
        size: manifest.bytes.length,
        platform: { os: 'linux', architecture },
      })),
    }),
  );
  return { mediaType: mediaTypes.ociIndex, bytes, digest: sha256(bytes) };
}

/** Something that refers to an image, such as a bill of materials. */
export function makeReferrer(
  subject: MadeImage['manifest'],
  text: string,
): { manifest: MadeImage['manifest']; blobs: BlobSource[] } {
  const content = Buffer.from(text);
  const empty = Buffer.from('{}');
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.ociManifest,
      artifactType: 'application/vnd.test',
      config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: sha256(empty), size: empty.length },
      layers: [{ mediaType: 'text/plain', digest: sha256(content), size: content.length }],
      subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.bytes.length },
    }),
  );
  return {
    manifest: { mediaType: mediaTypes.ociManifest, bytes, digest: sha256(bytes) },
    blobs: [blobOf(empty), blobOf(content)],
  };
}

async function tarOf(name: string, content: Buffer): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name, mode: 0o755, mtime: new Date(0) }, content);
  tar.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of tar) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
