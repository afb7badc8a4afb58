import type { Activity } from '../activity.js';
import { copyImage } from '../engine/registry/copy-image.js';
import { repositoryContent } from '../engine/registry/repository-content.js';
import type { ImageSource } from './image-source.js';
import { openOneImage } from './open-one-image.js';
import { auditPushed } from './subject.js';

/** An image in a file, for which no engine is needed. */
export interface ArchiveSource extends ImageSource {
  /** What the archive calls it; null where it does not. */
  name: string | null;
  close(): Promise<void>;
}

/** Opens an archive that holds one image. @throws Fault path-not-found, or invalid-input for what is no such archive */
export async function archiveSource(path: string, activity: Activity): Promise<ArchiveSource> {
  const { signal } = activity;
  const archive = await openOneImage(path, activity);
  return {
    name: archive.name,
    insecure: [],
    read: (folder, reading) => auditPushed({ kind: 'archive', name: path, path }, folder, reading),
    async send({ repository, tag }, sending) {
      await copyImage(archive.content, repositoryContent(repository), archive.digest, {
        tags: [tag],
        referrers: true,
        signal,
        planned: (blobs, bytes) => sending.report(`push: ${blobs} blobs, ${Math.round(bytes / 1e6)} MB`),
      });
    },
    close: archive.close,
  };
}
