import { type BuildRequest, buildImage } from '../../engine/build-image.js';
import type { BuildStep } from '../../engine/build-log.js';
import { isOwnStep } from '../../engine/build-log.js';
import { inspectImage } from '../../engine/image.js';
import type { Bench } from '../bench.js';
import { changeSource } from './changed-source.js';

/** What a build after a one-line change of a source file did. */
export interface RebuildObservation {
  /** The file that was changed, in the context that was sent only. */
  file: string;
  milliseconds: number;
  layers: number;
  rebuiltLayers: number;
  /** Steps that installed dependencies again although none changed. */
  reinstalled: string[];
}

/** @returns a reason where it could not be done */
export async function observeRebuild(
  bench: Bench,
  build: BuildRequest,
): Promise<RebuildObservation | { missing: string }> {
  const { engine, activity, subject } = bench;
  const changed = await changeSource(subject, build.context);
  if (!changed) return { missing: 'no source file was found in the build context to change' };
  const overlay = new Map(build.context.overlay).set(changed.path, changed.content);
  const context = { ...build.context, overlay };
  activity.report(`rebuild: after a change in ${changed.path}`);
  const outcome = await buildImage(
    engine,
    { ...build, context, tag: undefined, labels: bench.run.labels },
    { signal: activity.signal, report: (message, done, total) => activity.report(`re${message}`, done, total) },
  );
  if (!outcome.imageId) return { missing: `the rebuild failed: ${outcome.failure?.message ?? 'no reason was given'}` };
  const [before, after] = [await inspectImage(engine, bench.image), await inspectImage(engine, outcome.imageId)];
  const layers = after?.diffIds ?? [];
  return {
    file: changed.path,
    milliseconds: outcome.milliseconds,
    layers: layers.length,
    rebuiltLayers: layers.filter((id) => !before?.diffIds.includes(id)).length,
    reinstalled: reinstalled(outcome.steps),
  };
}

/**
 * Steps that install, when not one of them came from the cache. A project that is itself a package is installed after its
 * sources are copied, which is fine as long as its dependencies were not.
 */
export function reinstalled(steps: BuildStep[]): string[] {
  const installs = steps.filter(({ name }) => isOwnStep(name) && installsDependencies(name));
  return installs.some(({ cached }) => cached) ? [] : installs.map(({ name }) => name);
}

function installsDependencies(step: string): boolean {
  if (!/\] RUN /.test(step)) return false;
  if (/\b(pip|pip3|uv|pipx?) install (-q |--\S+ )*uv\b/.test(step) && !/\b(sync|-r|requirements)\b/.test(step))
    return false;
  return /\b(?:uv sync|uv pip (?:install|sync)|pip3? install|poetry install|pdm (?:install|sync)|pipenv (?:install|sync))\b/.test(
    step,
  );
}
