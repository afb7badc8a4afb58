import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { loadTemplates, templateHelpers } from '../../src/generate/templates.js';
import { packagePath } from '../../src/knowledge/package-root.js';

interface Node {
  type: string;
  path?: { original: string };
  params?: unknown[];
  program?: { body: Node[] };
  inverse?: { body: Node[] };
  body?: Node[];
}

function mustaches(nodes: Node[]): Node[] {
  return nodes.flatMap((node) => [
    ...(node.type === 'MustacheStatement' ? [node] : []),
    ...mustaches([...(node.program?.body ?? []), ...(node.inverse?.body ?? [])]),
  ]);
}

const folder = packagePath('templates');
const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.hbs'));

describe('templates', () => {
  test.each(files)('%s takes text only by a helper of its context', async (file) => {
    const tree = handlebars.parse(await readFile(join(folder, file), 'utf8')) as unknown as { body: Node[] };
    for (const { path, params } of mustaches(tree.body)) {
      expect(Object.keys(templateHelpers)).toContain(path?.original);
      expect(params).toHaveLength(1);
    }
  });

  test('every block of the Dockerfile begins with its reason', async () => {
    for (const file of files.filter((name) => name.startsWith('dockerfile')))
      expect(await readFile(join(folder, file), 'utf8'), file).toMatch(/^\{\{> reason\}\}\n/);
  });

  test('a value that is missing is an error, not an empty line', async () => {
    const render = await loadTemplates();
    expect(() => render('dockerfile/user', { reason: 'x' })).toThrow();
    expect(() => render('dockerfile/nothing', {})).toThrow(/no template/);
  });
});
