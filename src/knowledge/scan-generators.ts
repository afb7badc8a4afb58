import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The file that a source of src/generate writes, by the source's folder or name. */
const written: [source: RegExp, file: string][] = [
  [/^dockerfile\//, 'Dockerfile'],
  [/^compose\//, 'compose.yaml'],
  [/^kubernetes\//, 'Kubernetes'],
  [/^(?:dockerignore|ignored-paths)\.ts$/, '.dockerignore'],
];

/**
 * Which parts of the generated files follow which principle, as the sources of src/generate cite them: `Dockerfile (user)`,
 * a block's template where it names one, else its source.
 */
export function sectionsByPrinciple(folder: string, ids: readonly string[]): Map<string, string> {
  const known = new Set(ids);
  const found = new Map<string, Map<string, Set<string>>>();
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort();
  for (const source of sources) {
    const file = written.find(([pattern]) => pattern.test(source))?.[1];
    for (const [id, section] of citedIn(readFileSync(join(folder, source), 'utf8'), basename(source, '.ts'))) {
      if (!known.has(id)) continue;
      if (!file) throw new Error(`${source} cites ${id}: say in scan-generators.ts which file it writes`);
      const files = found.get(id) ?? new Map<string, Set<string>>();
      found.set(id, files.set(file, (files.get(file) ?? new Set()).add(section)));
    }
  }
  const shown = (files: Map<string, Set<string>>) =>
    [...files].map(([file, parts]) => (file === 'Dockerfile' ? `${file} (${[...parts].join(', ')})` : file)).join(', ');
  return new Map(ids.flatMap((id) => (found.has(id) ? [[id, shown(found.get(id) as never)]] : [])));
}

/** Quoted words with the block that they stand in; whether one is a principle the caller knows. */
function citedIn(text: string, name: string): [id: string, section: string][] {
  const inBlocks = [...text.matchAll(/template: '([\w-]+)',\s*principle: ([^\n]*?)(?:,|$)/gm)].flatMap(
    ([, template = '', cited = '']) => words(cited).map((id): [string, string] => [id, template]),
  );
  const placed = new Set(inBlocks.map(([id]) => id));
  const others = words(text).filter((id) => !placed.has(id));
  return [...inBlocks, ...others.map((id): [string, string] => [id, name])];
}

function words(text: string): string[] {
  return [...text.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word);
}

/** The module that carries them into the bundle, where there are no sources to look at. */
export function generatorSections(folder: string, ids: readonly string[]): string {
  const lines = [...sectionsByPrinciple(folder, ids)].map(([id, parts]) => {
    const key = /^[a-z]+$/.test(id) ? id : `'${id}'`;
    const line = `  ${key}: '${parts}',`;
    return line.length <= 120 ? line : `  ${key}:\n    '${parts}',`;
  });
  return [
    '/** Parts of the generated files by the principle that they follow; made from src/generate by `npm run docs`. */',
    'export const generatorSections: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}
