import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { parseSpec } from '../../src/spec/read-spec.js';
import { type CodeBlock, codeBlocks } from './code-blocks.js';
import { type MarkdownPage, markdownPages, root } from './markdown-pages.js';

interface Snippet extends CodeBlock {
  page: string;
}

// the examples of the rules' pages are the rules' own tests, and some of them are wrong on purpose
const pages: MarkdownPage[] = markdownPages().filter(({ path }) => !path.startsWith('docs/rules/'));

function snippets(language: string): Snippet[] {
  return pages.flatMap(({ path, text }) =>
    codeBlocks(text)
      .filter((block) => block.language === language)
      .map((block) => ({ ...block, page: path })),
  );
}

const titled = (found: readonly Snippet[]) =>
  found.map((snippet) => [`${snippet.page}:${snippet.line}`, snippet] as const);

describe('JSON of every page can be read', () => {
  test.each(titled(snippets('json')))('%s', (_, { text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });
});

describe('YAML of every page can be read', () => {
  test.each(titled(snippets('yaml')))('%s', (_, { text }) => {
    expect(parseAllDocuments(text).flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  });
});

describe('a whole container.spec.yaml is one', () => {
  const whole = snippets('yaml').filter(({ text }) => text.includes('apiVersion: dockwright/v1'));
  test.each(titled(whole))('%s', (_, { text }) => {
    expect(() => parseSpec(text)).not.toThrow();
  });
});

describe('TypeScript of every page', () => {
  const found = snippets('ts');

  test('is there', () => expect(found.length).toBeGreaterThan(2));

  test('fits the code as it is', async () => {
    const { folder, files } = await laidOut(found);
    const failure = await typeCheck(folder, files);
    await rm(folder, { recursive: true, force: true });
    expect(failure).toBe('');
  }, 60_000);
});

/** Each snippet in a file where its first line says that it stands (`// src/audit/...ts`), beside the project's own files. */
async function laidOut(found: readonly Snippet[]): Promise<{ folder: string; files: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-snippets-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  const files = found.map(
    ({ text, page, line }) => /^\/\/ (\S+\.ts)$/m.exec(text)?.[1] ?? `${page.replace(/\W+/g, '-')}-${line}.ts`,
  );
  for (const [at, file] of files.entries()) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), (found[at] as Snippet).text);
  }
  return { folder, files };
}

/** What the compiler says; empty where it is content. */
async function typeCheck(folder: string, files: readonly string[]): Promise<string> {
  const configuration = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      rootDirs: [root, folder],
      paths: { dockwright: [join(root, 'src', 'index.ts')] },
      noUnusedLocals: false,
      noEmit: true,
    },
    include: [],
    files,
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, '-p', folder], (error, stdout) =>
      resolve(error ? stdout || String(error) : ''),
    );
  });
}
