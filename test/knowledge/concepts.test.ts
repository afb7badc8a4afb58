import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conceptThemes } from '../../src/knowledge/concept-themes.js';
import { conceptFolder, readConcepts } from '../../src/knowledge/concepts.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { readPrinciples } from '../../src/knowledge/principles.js';
import { shellBlocks } from '../docs/code-blocks.js';

/** What must be taught. */
const wanted = `
installation docker-desktop-resources images-and-containers registries layers copy-on-write container-lifecycle
dockerfile-instructions build-context build-cache cache-mounts secret-mounts bind-mounts-in-builds multi-stage-builds base-images
musl-and-alpine uv tags-and-digests multi-architecture entrypoint-and-command pid-1-and-signals exec-and-shell-form
environment-and-build-arguments secrets users-and-capabilities read-only-root health-checks
readiness-and-liveness logs exec-and-inspect exit-codes restart-policies ports networks volumes-and-bind-mounts compose
resource-limits out-of-memory shared-memory gpus model-weights sbom provenance-and-signing vulnerability-scanning
reproducible-builds buildkit-and-buildx oci containerd-and-podman docker-desktop-licence what-a-container-is-not docker-commit
page-cache-and-shared-layers essential-commands pros-and-cons image-sizes training-on-a-rented-gpu kubernetes-probes
kubernetes-security-context vector-stores observability clean-machine-check semantic-versions spec-driven`
  .trim()
  .split(/\s+/);

const headings = [
  'In one sentence',
  'An analogy',
  'How it works',
  'Try it',
  'What goes wrong',
  'Read next',
  'Check yourself',
];
const concepts = readConcepts();
const ids = new Set(concepts.map(({ id }) => id));
const section = (body: string, heading: string) =>
  body.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';

test('everything that is to be taught is', () => {
  expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
});

test('the book has every concept once', () => {
  const listed = conceptThemes.flatMap((theme) => theme.concepts);
  expect([...listed].sort()).toEqual([...wanted].sort());
  expect([...ids].filter((id) => !listed.includes(id))).toEqual([]);
});

test('no name means two concepts', () => {
  const owners = new Map<string, string[]>();
  for (const { id, title, aliases } of concepts)
    for (const name of new Set([id, title, ...aliases].map((text) => text.toLowerCase().replace(/[\s_-]+/g, '-'))))
      owners.set(name, [...(owners.get(name) ?? []), id]);
  expect([...owners].filter(([, owning]) => owning.length > 1)).toEqual([]);
});

test('files are named for their ids', () => {
  const files = readdirSync(packagePath(conceptFolder)).sort();
  expect(files).toEqual([...ids].map((id) => `${id}.md`).sort());
});

describe.each(concepts.map((concept) => [concept.id, concept] as const))('%s', (id, concept) => {
  const text = readFileSync(join(packagePath(conceptFolder), `${id}.md`), 'utf8');

  test('has its headings in order, and something under each', () => {
    const found = [...concept.body.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(found).toEqual(headings);
    for (const heading of headings)
      expect(section(concept.body, heading).length, heading).toBeGreaterThan(heading.length + 15);
    expect(section(concept.body, 'How it works')).toContain('```text');
    expect(section(concept.body, 'Try it')).toContain('```sh');
  });

  test('asks three questions and answers them', () => {
    const answered = section(concept.body, 'Check yourself').match(/^\d\. [\s\S]*?\?[^\n]*\n {3}\S/gm);
    expect(answered).toHaveLength(3);
  });

  test('leads only to what exists', () => {
    const principles = new Set(readPrinciples().map((principle) => principle.id));
    expect(concept.related.length).toBeGreaterThan(0);
    expect(concept.principles.length).toBeGreaterThan(0);
    const links = [...concept.body.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) =>
      target.replace(/\.md$/, ''),
    );
    expect([...concept.related, ...links].filter((other) => !ids.has(other))).toEqual([]);
    expect(concept.principles.filter((principle) => !principles.has(principle))).toEqual([]);
  });

  test('has sources, names and a bearable length', () => {
    expect(concept.title).not.toBe('undefined');
    expect(concept.aliases.length).toBeGreaterThan(0);
    expect(concept.sources.length).toBeGreaterThan(0);
    for (const source of concept.sources) expect(source).toMatch(/^https:\/\/\S+$/);
    expect(text.split('\n').length).toBeLessThan(140);
  });

  test('says why a block of commands is not run', () => {
    for (const { notRun } of shellBlocks(text)) if (notRun !== null) expect(notRun.length).toBeGreaterThan(5);
  });
});
