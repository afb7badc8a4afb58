import { buildImage } from '../../engine/build-image.js';
import { parseIgnoreFile } from '../../engine/ignore-file.js';
import { inspectImage } from '../../engine/image.js';
import type { Bench } from '../bench.js';

/**
 * How many of the image's lowest layers are its base image's. The engine need not have the base image by name, since BuildKit
 * keeps what it pulls to itself; so an image is built from the Dockerfile's own FROM line and nothing else.
 */
export async function countBaseLayers(bench: Bench, diffIds: string[]): Promise<number> {
  const { engine, request, subject } = bench;
  const from = request.image ? null : baseOnly(request.dockerfile.content);
  if (!from) return shared(diffIds, (await inspectImage(engine, subject.spec.runtime.image))?.diffIds ?? []);
  const built = await buildImage(
    engine,
    {
      context: { root: null, rules: parseIgnoreFile(''), overlay: new Map() },
      dockerfile: { path: 'Dockerfile', content: from },
      labels: bench.run.labels,
    },
    { signal: bench.activity.signal, report: () => {} },
  );
  if (!built.imageId) return 0;
  return shared(diffIds, (await inspectImage(engine, built.imageId))?.diffIds ?? []);
}

function shared(diffIds: string[], base: string[]): number {
  return base.length > 0 && base.every((id, index) => diffIds[index] === id) ? base.length : 0;
}

/**
 * A Dockerfile of the last stage's base alone: what stands before the first FROM, since it may be used there, and the FROM
 * line that the last stage leads back to. Null where there is none.
 */
export function baseOnly(dockerfile: string): string | null {
  const lines = joinContinued(dockerfile);
  const froms = lines.filter((line) => /^FROM\s/i.test(line));
  const preamble = lines
    .slice(
      0,
      lines.findIndex((line) => /^FROM\s/i.test(line)),
    )
    .filter((line) => /^ARG\s/i.test(line));
  const parts = (line: string) => /^FROM\s+((?:--\S+\s+)*)(\S+)(?:\s+AS\s+(\S+))?/i.exec(line);
  let stage = froms.length - 1;
  for (let name = parts(froms[stage] ?? '')?.[2]; name !== undefined; name = parts(froms[stage] ?? '')?.[2]) {
    const wanted = name.toLowerCase();
    const earlier = froms.slice(0, stage).findLastIndex((line) => parts(line)?.[3]?.toLowerCase() === wanted);
    if (earlier < 0) break;
    stage = earlier;
  }
  const base = parts(froms[stage] ?? '');
  if (!base || base[2] === 'scratch') return null;
  // a label, so that the engine makes an image of its own and does not lend us the base's name
  return [...preamble, `FROM ${base[1] ?? ''}${base[2]}`, 'LABEL dev.dockwright.base=true', ''].join('\n');
}

function joinContinued(text: string): string[] {
  const joined: string[] = [];
  let open = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line.startsWith('#')) continue;
    if (line.endsWith('\\')) {
      open += `${line.slice(0, -1)} `;
      continue;
    }
    if (open || line) joined.push((open + line).trim());
    open = '';
  }
  return joined;
}
