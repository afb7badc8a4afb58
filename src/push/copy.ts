import type { Activity } from '../activity.js';
import { type CopiedImage, copyImage } from '../engine/registry/copy-image.js';
import { Fault } from '../fault.js';
import { openCopySource, openCopyTarget } from './copy-place.js';
import { readVersion } from './version.js';

export interface Copy extends CopiedImage {
  source: string;
  target: string;
  tag: string | null;
}

/**
 * Copies an image between registries and archives, byte for byte and without an engine: all platforms, and what refers to it.
 * The digest stays; a full version that has another image at the target is not replaced unless forced.
 */
export async function copy(from: string, to: string, { force }: { force: boolean }, activity: Activity): Promise<Copy> {
  const source = await openCopySource(from, activity);
  try {
    const target = await openCopyTarget(to, activity);
    try {
      const tag = target.tag ?? source.tag;
      const { digest } = await source.content.manifest(source.reference);
      const present = tag === null ? null : await target.present(tag);
      if (tag !== null && present !== null && present !== digest && readVersion(tag) && !force)
        throw new Fault(
          'invalid-input',
          `${to} has another image as ${tag} (${present}), and a full version never changes.`,
          'Copy it under another tag, or replace it all the same with --force.',
        );
      const copied = await copyImage(source.content, target.content, source.reference, {
        tags: tag === null ? [] : [tag],
        referrers: true,
        signal: activity.signal,
        planned: (blobs, bytes) => activity.report(`copy: ${blobs} blobs, ${Math.round(bytes / 1e6)} MB`),
      });
      await target.finish();
      return { source: from, target: to, tag, ...copied };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
