import * as z from 'zod';
import { Fault } from '../../../fault.js';
import { insideName } from './archive-names.js';
import { brokenImage, shown } from './broken-image.js';
import { type Documents, parseJson, sha256 } from './documents.js';
import { findInLayout, type LayoutImage } from './find-in-layout.js';
import type { ImageChoice } from './image-choice.js';

/** Where an image's parts are in its archive. */
export interface FoundImage {
  config: Buffer;
  configDigest: string;
  /** Names of the layers' files, base first. */
  layers: string[];
  tags: string[];
  /** Null where the archive says nothing of a manifest, as Docker's before 25 do. */
  manifestDigest: string | null;
  /** Attestations beside the image (BuildKit's SBOM and provenance); null where the archive cannot hold any. */
  attestations: number | null;
}

const savedSchema = z.array(
  z.object({
    Config: z.string(),
    RepoTags: z.array(z.string()).nullish().catch(undefined),
    Layers: z.array(z.string()).nullable(),
  }),
);

/** Finds an image in an archive, by the manifest of `docker save` or as an OCI layout. @throws Fault where there is none */
export async function findImage(documents: Documents, choice: ImageChoice): Promise<FoundImage> {
  const saved = await documents('manifest.json');
  if (saved) return findSaved(saved, documents, choice);
  const index = await documents('index.json');
  if (!index) throw brokenImage('it has neither the manifest.json of docker save nor the index.json of an OCI layout');
  const found = await findInLayout(index, documents, choice);
  return { ...found, configDigest: sha256(found.config) };
}

async function findSaved(bytes: Buffer, documents: Documents, choice: ImageChoice): Promise<FoundImage> {
  const parsed = savedSchema.safeParse(parseJson('manifest.json', bytes));
  if (!parsed.success) throw brokenImage('its manifest.json is not that of docker save');
  const image = chooseSaved(parsed.data, choice);
  const name = insideName(image.Config, 'manifest.json');
  const config = await documents(name);
  if (!config) throw brokenImage(`it lacks its configuration, ${shown(name)}`);
  const configDigest = sha256(config);
  const named = /(?:^|\/)([0-9a-f]{64})(?:\.json)?$/.exec(name)?.[1];
  if (named && `sha256:${named}` !== configDigest)
    throw brokenImage(`the digest of its configuration is wrong: it is called ${shown(name)} and has ${configDigest}`);
  const beside = await besideSaved(documents, configDigest, choice);
  return {
    config,
    configDigest,
    layers: (image.Layers ?? []).map((layer) => insideName(layer, 'manifest.json')),
    tags: image.RepoTags ?? [],
    manifestDigest: beside?.manifestDigest ?? null,
    // Docker's own store leaves them out, so that none there says nothing
    attestations: beside?.attestations || null,
  };
}

function chooseSaved<T extends { Config: string; RepoTags?: string[] | null | undefined }>(
  images: T[],
  { reference }: ImageChoice,
): T {
  const named = reference ? images.filter(({ RepoTags }) => RepoTags?.includes(reference)) : images;
  const [first] = named;
  if (!first) throw images.length === 0 ? brokenImage('its manifest.json names no image') : notThere(reference ?? '');
  if (new Set(named.map(({ Config }) => Config)).size > 1)
    throw severalImages(named.flatMap(({ RepoTags }) => RepoTags ?? []));
  return first;
}

/** Docker 25 and later write an OCI layout beside their own manifest; it knows the manifest's digest. */
async function besideSaved(
  documents: Documents,
  configDigest: string,
  choice: ImageChoice,
): Promise<LayoutImage | null> {
  const index = await documents('index.json');
  if (!index) return null;
  try {
    return await findInLayout(index, documents, choice, configDigest);
  } catch (error) {
    // the layout is not needed to read the image, and may name what was not saved with it
    if (error instanceof Fault) return null;
    throw error;
  }
}

export function severalImages(names: readonly string[]): Fault {
  const listed = [...new Set(names)].slice(0, 5).map(shown).join(', ');
  return new Fault(
    'invalid-input',
    `The archive holds several images${listed && `: ${listed}`}.`,
    'Save the one that is to be read: docker save NAME',
  );
}

function notThere(reference: string): Fault {
  return new Fault(
    'image-not-found',
    `The archive has no image ${shown(reference)}.`,
    'See its manifest.json for names.',
  );
}
