import { begin } from './begin-upload.js';
import { type BlobOutcome, progressOf } from './blob-progress.js';
import { hasBlob } from './blobs.js';
import type { Repository } from './repository.js';
import { type BlobSource, type UploadOptions, uploadBlob } from './upload-blob.js';

export interface PushBlobOptions extends UploadOptions {
  /** Repositories of the same registry that may have it already. */
  mountFrom?: readonly string[];
}

/**
 * Brings a blob into a repository: not at all where it is there, by a mount from a neighbour, or by an upload that goes on where
 * a broken connection left it (OCI distribution specification, "Pushing blobs").
 * @throws Fault; nothing is left of the upload then, as far as the registry can be told
 */
export async function pushBlob(
  repository: Repository,
  source: BlobSource,
  options: PushBlobOptions = {},
): Promise<BlobOutcome> {
  const report = progressOf(source, options.report);
  report('checking', 0);
  if (await hasBlob(repository, source.digest)) {
    report('present', source.size);
    return 'present';
  }
  const begun = await begin(repository, source.digest, options.mountFrom ?? []);
  if (begun === 'mounted') {
    report('mounted', source.size);
    return 'mounted';
  }
  await uploadBlob(repository, source, begun, options);
  report('sent', source.size);
  return 'sent';
}
