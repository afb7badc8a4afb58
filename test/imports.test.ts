import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
/** Data flows from left to right; a stage imports from its left only. */
const stages = ['secrets', 'project', 'spec', 'generate', 'audit', 'verify', 'push'];
/** Packages that talk to a Docker engine. */
const enginePackages = ['dockerode', 'docker-modem'];

interface Import {
  from: string;
  to: string;
}

let inside: Import[] = [];
let packages: Import[] = [];

/** `src/engine/connect.ts` is in `engine`; a file directly in src/ is in none. */
function folderOf(file: string): string | null {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? null;
}

/** Static, dynamic and type-only imports; the sources are formatted, so a module's name stands in single quotes. */
async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(path.join(root, file), 'utf8');
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^'\n]+)'/g)].map(([, name = '']) => ({
    from: file,
    to: name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name).replace(/\.js$/, '.ts') : name,
  }));
}

/** One import cycle, as the files on it, or null. */
function findCycle(imports: Import[]): string[] | null {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const target of targets.get(file) ?? []) {
      const cycle = visit(target, [...trail, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of targets.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return null;
}

beforeAll(async () => {
  const entries = await readdir(path.join(root, 'src'), { recursive: true });
  const files = entries.filter((file) => file.endsWith('.ts')).map((file) => `src/${file.split(path.sep).join('/')}`);
  const all = (await Promise.all(files.map(importsOf))).flat();
  inside = all.filter(({ to }) => to.startsWith('src/'));
  packages = all.filter(({ to }) => !to.startsWith('src/'));
});

describe('imports in src/', () => {
  test('are seen at all', () => {
    expect(inside.length).toBeGreaterThan(50);
    expect(packages.some(({ to }) => to === 'dockerode')).toBe(true);
  });

  test('form no cycle', () => {
    expect(findCycle(inside)).toBeNull();
  });

  test('go from a stage to its left only', () => {
    const wrong = inside.filter(({ from, to }) => {
      const position = stages.indexOf(folderOf(from) ?? '');
      return position >= 0 && stages.indexOf(folderOf(to) ?? '') > position;
    });
    expect(wrong).toEqual([]);
  });

  test('reach no face (command line, MCP, tools) from a stage or the engine', () => {
    const below = new Set([...stages, 'engine']);
    const wrong = inside.filter(
      ({ from, to }) =>
        below.has(folderOf(from) ?? '') && ['tools', 'command-line', 'mcp'].includes(folderOf(to) ?? ''),
    );
    expect(wrong).toEqual([]);
  });

  test('reach an engine from src/engine only', () => {
    const wrong = packages.filter(
      ({ from, to }) => enginePackages.includes(to.split('/')[0] as string) && folderOf(from) !== 'engine',
    );
    expect(wrong).toEqual([]);
  });

  test('take zod as a namespace, since `import { z }` puts all of it into what every start loads', async () => {
    const files = [...new Set(packages.filter(({ to }) => to === 'zod').map(({ from }) => from))];
    expect(files.length).toBeGreaterThan(5);
    const texts = await Promise.all(files.map((file) => readFile(path.join(root, file), 'utf8')));
    const whole = files.filter((_, at) => !/import (?:type )?\* as z from 'zod';/.test(texts[at] as string));
    expect(whole).toEqual([]);
  });

  test('reach no stage from src/engine', () => {
    const wrong = inside.filter(({ from, to }) => folderOf(from) === 'engine' && stages.includes(folderOf(to) ?? ''));
    expect(wrong).toEqual([]);
  });
});

test('a cycle would be found', () => {
  const imports = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'b' },
  ];
  expect(findCycle(imports)).toEqual(['b', 'c', 'b']);
});
