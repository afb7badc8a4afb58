import { stat } from 'node:fs/promises';
import type { Activity } from '../activity.js';
import { writeLayoutArchive } from '../engine/layout/write-layout-archive.js';
import type { ContentSource, ContentTarget } from '../engine/registry/content.js';
import { headManifest } from '../engine/registry/manifests.js';
import { parseReference, type Reference } from '../engine/registry/reference.js';
import { connectRegistry } from '../engine/registry/registry.js';
import { openRepository } from '../engine/registry/repository.js';
import { repositoryContent } from '../engine/registry/repository-content.js';
import { Fault } from '../fault.js';
import { openOneImage, tagOfName } from './open-one-image.js';

const archiveName = /\.(?:tar|tgz|tar\.gz)$/i;

/** Where an image is copied from, and what it is called there. */
export interface CopySource {
  content: ContentSource;
  /** A tag or a digest. */
  reference: string;
  /** Null where an archive names it by no tag. */
  tag: string | null;
  close(): Promise<void>;
}

/** A file, a folder with an OCI layout, or an image of a registry; what exists on disk wins. */
export async function openCopySource(name: string, activity: Activity): Promise<CopySource> {
  if (archiveName.test(name) || (await stat(name).catch(() => null))) {
    const { content, digest, name: called, close } = await openOneImage(name, activity);
    return { content, reference: digest, tag: tagOfName(called), close };
  }
  const { host, repository, tag, digest } = parseReference(name);
  const registry = await connectRegistry(host, activity.signal);
  return {
    content: repositoryContent(openRepository(registry, repository, activity.signal)),
    reference: digest ?? tag ?? 'latest',
    tag: tag ?? (digest === null ? 'latest' : null),
    close: async () => registry.close(),
  };
}

/** Where an image is copied to. */
export interface CopyTarget {
  content: ContentTarget;
  /** Digest of what has the tag there; null for nothing. */
  present(tag: string): Promise<string | null>;
  /** Null where it is to be the source's. */
  tag: string | null;
  /** Makes it whole. */
  finish(): Promise<void>;
  /** Leaves nothing of it, as far as that can be; after `finish` it only closes. */
  close(): Promise<void>;
}

/** A `.tar` is a file, everything else is an image of a registry. */
export async function openCopyTarget(name: string, activity: Activity): Promise<CopyTarget> {
  if (archiveName.test(name)) {
    if (await stat(name).catch(() => null))
      throw new Fault('write-failed', `${name} is there already.`, 'Name another file, or remove it first.');
    if (!/\.tar$/i.test(name))
      throw new Fault(
        'invalid-input',
        `${name} would have to be compressed.`,
        'Name a .tar; its layers are compressed.',
      );
    const archive = writeLayoutArchive(name, null, activity.signal);
    let done = false;
    return {
      content: archive,
      present: async () => null,
      tag: null,
      async finish() {
        await archive.finish();
        done = true;
      },
      close: async () => (done ? undefined : archive.discard()),
    };
  }
  const { host, repository, tag, digest } = parseReference(name) satisfies Reference;
  if (digest !== null)
    throw new Fault('invalid-input', `${name} names a digest.`, 'Name a tag; the digest stays what it is.');
  const registry = await connectRegistry(host, activity.signal);
  const open = openRepository(registry, repository, activity.signal, { writes: true });
  return {
    content: repositoryContent(open),
    present: async (wanted) => (await headManifest(open, wanted))?.digest ?? null,
    tag,
    finish: async () => {},
    close: async () => registry.close(),
  };
}
