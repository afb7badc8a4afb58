import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateFiles } from '../../src/generate/generate-files.js';
import { parseSpec } from '../../src/spec/read-spec.js';
import { readOtherLanguage } from '../../src/tools/other-language.js';
import type { ToolContext } from '../../src/tools/tool.js';

const context = { resolvePath: async (path: string) => path } as ToolContext;
const own = await readFile(resolve(import.meta.dirname, '../../container.spec.yaml'), 'utf8');

describe('a Spec for another language', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dockwright-other-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('is verified by the Dockerfile on disk; nothing else of the repository is read', async () => {
    await writeFile(join(folder, 'container.spec.yaml'), own);
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
    const found = await readOtherLanguage({ path: folder }, context);
    expect(found).toMatchObject({
      root: folder,
      project: null,
      spec: { app: { language: 'other', port: 3919 } },
      dockerfile: { source: 'disk', path: 'Dockerfile', content: 'FROM scratch\n' },
    });
  });

  test('without a Dockerfile is refused with what to do; an image that is named needs none', async () => {
    await writeFile(join(folder, 'container.spec.yaml'), own);
    await expect(readOtherLanguage({ path: folder }, context)).rejects.toMatchObject({
      code: 'not-supported',
      hint: expect.stringContaining('Write one there'),
    });
    expect(await readOtherLanguage({ path: folder, image: 'x:1' }, context)).not.toBeNull();
  });

  test.each([
    ['no Spec', null],
    ['a Spec for Python', own.replace('language: other', 'language: python')],
    ['a malformed Spec, which is told of elsewhere', 'goal: ['],
  ])('%s is not one', async (_, text) => {
    if (text !== null) await writeFile(join(folder, 'container.spec.yaml'), text);
    expect(await readOtherLanguage({ path: folder }, context)).toBeNull();
  });

  test('generates no files', async () => {
    await expect(generateFiles({} as never, parseSpec(own))).rejects.toMatchObject({ code: 'not-supported' });
  });
});
