import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { lintDockerfile } from '../../src/audit/dockerfile/lint-dockerfile.js';
import type { DockerfileRule } from '../../src/audit/dockerfile/rule.js';
import { defaultRuleSettings } from '../../src/audit/dockerfile/rule-settings.js';
import type { Cause } from '../../src/diagnose/cause.js';
import type { Findings, Repository } from '../../src/project/repository.js';
import { anEvidence } from '../diagnose/an-evidence.js';
import { codeBlocks } from './code-blocks.js';
import { markdownPages, root } from './markdown-pages.js';

const pages = markdownPages().filter(
  ({ path }) => /^docs\/[\w-]+\.md$/.test(path) || path === 'CONTRIBUTING.md' || path.startsWith('docs/guides/'),
);
const inProject = /`((?:src|test|prompts|templates|scripts|examples|bench)(?:\/[\w.-]+)*)`/g;

/** The file that a snippet would be, by its first line. */
function placeOf(snippet: string): string {
  return /^\/\/ (\S+)$/m.exec(snippet)?.[1] ?? '';
}

describe.each(pages.map(({ path, text }) => [path, text] as const))('%s', (_, text) => {
  test('names files that are there', () => {
    const made = codeBlocks(text).map((block) => basename(placeOf(block.text), '.ts'));
    const named = [...text.matchAll(inProject)].map(([, path = '']) => path);
    const missing = named.filter((path) => !existsSync(join(root, path)));
    // a walk-through names what its reader writes
    expect(missing.filter((path) => !made.some((name) => name && basename(path).startsWith(name)))).toEqual([]);
  });

  test('names functions and types that are where it says', () => {
    const named = [...text.matchAll(/`(\w+)`(?: in | of |\s\()`((?:src|test)\/[\w./-]+\.ts)`/g)];
    const wrong = named.filter(
      ([, name, path]) => !new RegExp(`\\b${name}\\b`).test(readFileSync(join(root, path as string), 'utf8')),
    );
    expect(wrong.map(([whole]) => whole)).toEqual([]);
  });
});

/** What the TypeScript of a page exports, run as if it stood where it says. */
async function snippetOf(page: string): Promise<Record<string, unknown>> {
  const text = markdownPages().find(({ path }) => path === page)?.text ?? '';
  const snippet = codeBlocks(text).find(({ language }) => language === 'ts')?.text ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-walk-'));
  const outfile = join(folder, 'snippet.mjs');
  // the folder may be one that the reader is to make
  const place = placeOf(snippet);
  const resolveDir = existsSync(join(root, dirname(place))) ? dirname(place) : join(dirname(dirname(place)), 'python');
  try {
    await build({
      stdin: { contents: snippet, resolveDir: join(root, resolveDir), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outfile,
      logLevel: 'silent',
    });
    return (await import(pathToFileURL(outfile).href)) as Record<string, unknown>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('what the walk-throughs write works', () => {
  test('the rule speaks of its bad example and not of its good one', async () => {
    const { stopsignalKill } = (await snippetOf('docs/adding-a-rule.md')) as { stopsignalKill: DockerfileRule };
    const found = (text: unknown) => lintDockerfile(text as string, [stopsignalKill], defaultRuleSettings);
    expect(found(stopsignalKill.bad).map(({ rule, line }) => [rule, line])).toEqual([['stopsignal-kill', 2]]);
    expect(found(stopsignalKill.good)).toEqual([]);
    expect(existsSync(join(root, 'prompts', 'principles', `${stopsignalKill.principle}.md`))).toBe(true);
  });

  test('the cause speaks of its evidence and not of a sound container', async () => {
    const { paused } = (await snippetOf('docs/adding-a-cause.md')) as { paused: Cause };
    const weighed = paused.weigh(anEvidence({ name: 'web', state: { status: 'paused' } }));
    expect(weighed?.remedies[0]?.command).toBe('docker unpause web');
    expect(paused.weigh(anEvidence())).toBeNull();
    expect(existsSync(join(root, 'prompts', 'principles', `${paused.principle}.md`))).toBe(true);
  });

  test('the reader takes a start command with its place, and asks where there is none', async () => {
    type ReadStart = (repository: Repository, findings: Findings) => string[] | null;
    const { readStart } = (await snippetOf('docs/adding-a-language.md')) as { readStart: ReadStart };
    const read = (text: string | null) => {
      const findings: Findings = { evidence: [], questions: [], warnings: [] };
      return { start: readStart({ read: () => text } as unknown as Repository, findings), ...findings };
    };
    expect(read('{\n  "main": "server.js"\n}')).toMatchObject({
      start: ['node', 'server.js'],
      evidence: [{ value: 'server.js', file: 'package.json', line: 2 }],
    });
    expect(read('{}')).toMatchObject({ start: null, questions: [{ id: 'entrypoint' }] });
    expect(read('{')).toMatchObject({ start: null, warnings: [expect.stringContaining('no JSON')] });
    expect(read(null)).toMatchObject({ start: null, evidence: [], questions: [] });
  });
});
