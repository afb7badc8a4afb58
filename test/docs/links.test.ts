import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { markdownPages, root } from './markdown-pages.js';

/** A page without its code, in which brackets mean other things. */
function prose(markdown: string): string {
  return markdown.replace(/^( *)(`{3,}|~{3,})[\s\S]*?^ *\2\s*$/gm, '').replace(/`[^`\n]*`/g, '`code`');
}

function linksOf(markdown: string): string[] {
  return [...prose(markdown).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target as string);
}

/** A heading's anchor as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function anchorsOf(markdown: string): Set<string> {
  const bare = markdown.replace(/^( *)(`{3,}|~{3,})[\s\S]*?^ *\2\s*$/gm, '');
  return new Set([...bare.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchorOf(heading as string)));
}

/** Null for a link that leads somewhere, else what is wrong with it. */
function brokenBy(page: string, target: string): string | null {
  if (/^(https?|mailto):/.test(target)) return null;
  const [name = '', anchor] = target.split('#');
  const path = name === '' ? page : posix.join(posix.dirname(page), decodeURI(name));
  if (path.startsWith('../')) return `${target} leads out of the project`;
  if (!existsSync(join(root, path))) return `${target} is not there`;
  if (anchor === undefined || !path.endsWith('.md')) return null;
  return anchorsOf(readFileSync(join(root, path), 'utf8')).has(anchor) ? null : `${target} has no such heading`;
}

const pages = markdownPages();

describe('links of every page lead somewhere', () => {
  test.each(pages.map(({ path, text }) => [path, text] as const))('%s', (path, text) => {
    expect(linksOf(text).flatMap((target) => brokenBy(path, target) ?? [])).toEqual([]);
  });

  test('and there are links at all', () => {
    expect(pages.flatMap(({ text }) => linksOf(text)).length).toBeGreaterThan(300);
  });

  test('a link that does not would be found', () => {
    expect(brokenBy('README.md', 'docs/nothing.md')).toContain('not there');
    expect(brokenBy('README.md', 'CONTRIBUTING.md#nothing')).toContain('heading');
    expect(brokenBy('README.md', '../elsewhere.md')).toContain('out of');
    expect(brokenBy('README.md', 'CONTRIBUTING.md#test')).toBeNull();
  });
});

test('every page of docs/ is reached from its list', () => {
  const reached = new Set<string>();
  const follow = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    const page = pages.find((one) => one.path === path);
    for (const target of page ? linksOf(page.text) : [])
      if (!/^\w+:/.test(target)) follow(posix.join(posix.dirname(path), target.split('#')[0] as string));
  };
  follow('docs/README.md');
  expect(pages.map(({ path }) => path).filter((path) => path.startsWith('docs/') && !reached.has(path))).toEqual([]);
});
