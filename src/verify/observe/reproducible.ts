import { createHash } from 'node:crypto';
import type { Header } from 'tar-stream';
import { type BuildRequest, buildImage } from '../../engine/build-image.js';
import { inspectImage, readImage } from '../../engine/image.js';
import type { LayerVisitor } from '../../engine/image-layer.js';
import type { Bench } from '../bench.js';
import { countBaseLayers } from './base-layers.js';

/** What differs between two builds that used no cache. */
export interface ReproducibleObservation {
  paths: number;
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
  const builds: Map<string, PathFacts>[] = [];
  for (const which of ['first', 'second']) {
    bench.activity.report(`reproducible: ${which} clean build`);
    const outcome = await buildImage(
      bench.engine,
      { ...build, tag: undefined, noCache: true, labels: bench.run.labels },
      {
        signal: bench.activity.signal,
        report: (message, done, total) => bench.activity.report(`${which} ${message}`, done, total),
      },
    );
    if (!outcome.imageId)
      return { missing: `a clean build failed: ${outcome.failure?.message ?? 'no reason was given'}` };
    builds.push(await readPaths(bench, outcome.imageId));
  }
  const [first, second] = builds as [Map<string, PathFacts>, Map<string, PathFacts>];
  return { paths: new Set([...first.keys(), ...second.keys()]).size, differences: comparePaths(first, second) };
}

/** Every path above the base image, layer by layer: what an upper layer replaces is in the image too. */
async function readPaths(bench: Bench, image: string): Promise<Map<string, PathFacts>> {
  const { engine, activity } = bench;
  const diffIds = (await inspectImage(engine, image))?.diffIds ?? [];
  const base = await countBaseLayers(bench, diffIds);
  const layers = new Map<string, Map<string, PathFacts>>();
  const archive = await readImage(engine, image, activity.signal, (blob) => {
    const paths = new Map<string, PathFacts>();
    layers.set(blob, paths);
    return hashPaths(paths);
  });
  const all = new Map<string, PathFacts>();
  for (const [index, blob] of archive.blobs.entries())
    if (index >= base)
      for (const [path, facts] of layers.get(blob) ?? []) all.set(`${index - base + 1}:${path}`, facts);
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
