import { createHash } from 'node:crypto';
import type { Header } from 'tar-stream';
import { type BuildRequest, buildImage } from '../../engine/build-image.js';
import { inspectImage, readImage } from '../../engine/image.js';
import type { LayerVisitor } from '../../engine/image-layer.js';
import type { Bench } from '../bench.js';
import { together } from '../together.js';

/** What differs between two builds that used no cache. */
export interface ReproducibleObservation {
  /** Compared one by one; those of layers with one digest in both builds, as the base image's, are the same anyway. */
  paths: number;
  sameLayers: number;
  differences: { path: string; what: 'only in one' | 'content' | 'mode' | 'owner' | 'type' | 'link' }[];
}

interface PathFacts {
  type: string;
  mode: number;
  owner: string;
  link: string;
  content: string;
}

/** @returns a reason where it could not be done */
export async function observeReproducible(
  bench: Bench,
  build: BuildRequest,
): Promise<ReproducibleObservation | { missing: string }> {
  const images: { id: string; diffIds: string[] }[] = [];
  for (const which of ['first', 'second']) {
    bench.activity.report(`reproducible: ${which} clean build`);
    const report: Bench['activity']['report'] = (message, done, total) =>
      bench.activity.report(`${which} ${message}`, done, total);
    const outcome = await buildImage(
      bench.engine,
      { ...build, tag: undefined, noCache: true, labels: bench.run.labels },
      { signal: bench.activity.signal, report },
    );
    if (!outcome.imageId)
      return { missing: `a clean build failed: ${outcome.failure?.message ?? 'no reason was given'}` };
    const facts = await inspectImage(bench.engine, outcome.imageId);
    images.push({ id: outcome.imageId, diffIds: facts?.diffIds ?? [] });
  }
  const [first, second] = images as [(typeof images)[number], (typeof images)[number]];
  const differing = first.diffIds.findIndex((id, index) => id !== second.diffIds[index]);
  const sameLayers = differing < 0 ? Math.min(first.diffIds.length, second.diffIds.length) : differing;
  const paths = await together([readPaths(bench, first, sameLayers), readPaths(bench, second, sameLayers)]);
  return {
    paths: new Set(paths.flatMap((map) => [...map.keys()])).size,
    sameLayers,
    differences: comparePaths(...paths),
  };
}

/** Every path above the layers that are the same, layer by layer: what an upper layer replaces is in the image too. */
async function readPaths(
  { engine, activity }: Bench,
  image: { id: string; diffIds: string[] },
  sameLayers: number,
): Promise<Map<string, PathFacts>> {
  const same = new Set(image.diffIds.slice(0, sameLayers).map((id) => id.replace('sha256:', '')));
  const layers = new Map<string, Map<string, PathFacts>>();
  const archive = await readImage(engine, image.id, activity.signal, (blob) => {
    if (same.has(blob.split('/').at(-1) ?? '')) return null;
    const paths = new Map<string, PathFacts>();
    layers.set(blob, paths);
    return hashPaths(paths);
  });
  const all = new Map<string, PathFacts>();
  for (const [index, blob] of archive.blobs.entries())
    if (index >= sameLayers) for (const [path, facts] of layers.get(blob) ?? []) all.set(`${index + 1}:${path}`, facts);
  return all;
}

function hashPaths(paths: Map<string, PathFacts>): LayerVisitor {
  return {
    wants: () => true,
    async entry(header, content) {
      const hash = createHash('sha256');
      for await (const chunk of content ?? []) hash.update(chunk);
      paths.set(header.name, factsOf(header, hash.digest('hex')));
    },
  };
}

function factsOf({ type, mode, uid, gid, linkname }: Header, content: string): PathFacts {
  return { type: type ?? 'file', mode: mode ?? 0, owner: `${uid}:${gid}`, link: linkname ?? '', content };
}

export function comparePaths(
  first: Map<string, PathFacts>,
  second: Map<string, PathFacts>,
): ReproducibleObservation['differences'] {
  const differences: ReproducibleObservation['differences'] = [];
  for (const path of new Set([...first.keys(), ...second.keys()])) {
    const [a, b] = [first.get(path), second.get(path)];
    if (!a || !b) differences.push({ path, what: 'only in one' });
    else if (a.type !== b.type) differences.push({ path, what: 'type' });
    else if (a.content !== b.content) differences.push({ path, what: 'content' });
    else if (a.link !== b.link) differences.push({ path, what: 'link' });
    else if (a.mode !== b.mode) differences.push({ path, what: 'mode' });
    else if (a.owner !== b.owner) differences.push({ path, what: 'owner' });
  }
  return differences;
}
