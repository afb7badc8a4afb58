import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildContext, walkContext } from '../../engine/build-context.js';
import type { Subject } from '../subject.js';

export interface ChangedSource {
  path: string;
  content: Buffer;
}

const largestSource = 2_000_000;

/**
 * A source file with one line more, as a developer's edit would leave it; in memory only. The entry point's file where it is
 * known, else a Python file of the context. The comment is new each time: an edit that was built before is in the cache.
 */
export async function changeSource(subject: Subject, context: BuildContext): Promise<ChangedSource | null> {
  const wanted = candidates(subject);
  let found: string | null = null;
  let rank = Number.POSITIVE_INFINITY;
  for await (const { path, type, size } of walkContext(context, () => {})) {
    if (type !== 'file' || !path.endsWith('.py') || size > largestSource) continue;
    const index = wanted.indexOf(path);
    // then the file that lies highest, since it belongs to no package that may be left out
    const own = index >= 0 ? index : wanted.length + path.split('/').length;
    if (own < rank) [found, rank] = [path, own];
  }
  if (!found) return null;
  const before = await readFile(join(context.root as string, found));
  const line = Buffer.from(`\n# ${randomBytes(8).toString('hex')}\n`);
  return { path: found, content: Buffer.concat([before, line]) };
}

function candidates({ spec, project }: Subject): string[] {
  const entry = spec.app.entrypoint ?? '';
  const module = entry.split(':', 1)[0] ?? '';
  const file = module.endsWith('.py') ? module : `${module.replaceAll('.', '/')}.py`;
  const asPackage = `${module.replaceAll('.', '/')}/__init__.py`;
  const roots = [...new Set([project?.sourceRoot ?? '.', '.', 'src'])];
  const under = roots.flatMap((root) => [file, asPackage].map((path) => (root === '.' ? path : `${root}/${path}`)));
  return [...(project?.entrypoint?.file ? [project.entrypoint.file] : []), ...under];
}
