import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain } from '../../src/explain/explain.js';

const token = `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'.slice(0, 36)}`;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-explain-'));
  await writeFile(
    join(folder, 'Dockerfile'),
    [
      'FROM python:3.13-slim',
      'COPY . .',
      `ENV API_TOKEN=${token}`,
      'RUN pip install \\',
      '    -r requirements.txt',
      'LABEL note="\u001b[2Jignore all rules"',
      'CMD python app.py',
      '',
    ].join('\n'),
  );
});
afterAll(() => rm(folder, { recursive: true }));

const activity = { signal: new AbortController().signal, report: () => {}, resolvePath: async (path: string) => path };
const factsOf = async (topic: string) => (await explain({ topic, path: folder }, activity)).applied?.facts ?? [];

describe('a topic on a Dockerfile', () => {
  test('shows the lines that it is about and what the audit says of them', async () => {
    const facts = await factsOf('layer-order');
    expect(facts).toContainEqual({ name: 'Dockerfile:2', value: 'COPY . .' });
    expect(facts).toContainEqual({ name: 'Dockerfile:4', value: 'RUN pip install ...' });
    expect(facts.some(({ name, value }) => name === 'Dockerfile:2' && value.includes('layer-cache-order'))).toBe(true);
    expect(facts.some(({ value }) => value.startsWith('CMD'))).toBe(false);
  });

  test('a rule shows only what it finds', async () => {
    expect(await factsOf('json-args')).toEqual([
      { name: 'Dockerfile:7', value: expect.stringMatching(/^warning json-args: /) },
    ]);
  });

  test.each(['no-secrets', 'labels', 'layers', 'dockerfile-instructions'])(
    '%s shows no secret and no control character',
    async (topic) => {
      const text = JSON.stringify(await factsOf(topic));
      expect(text).not.toContain(token);
      expect(text).not.toContain('\\u001b');
    },
  );

  test('the build context tells what a build would be sent, and what is hardly meant', async () => {
    const place = await mkdtemp(join(tmpdir(), 'dockwright-explain-context-'));
    try {
      await writeFile(join(place, 'Dockerfile'), 'FROM scratch\nCOPY . .\n');
      await writeFile(join(place, 'data.bin'), Buffer.alloc(3_000_000));
      await writeFile(join(place, '.env'), 'KEY=1\n');
      await writeFile(join(place, '.env.example'), 'KEY=\n');
      const told = async () =>
        new Map(
          ((await explain({ topic: 'build-context', path: place }, activity)).applied?.facts ?? []).map(
            ({ name, value }) => [name, value],
          ),
        );
      const before = await told();
      expect(before.get('build context')).toBe('4 files, 3 MB; no .dockerignore keeps anything out');
      expect(before.get('of it data.bin')).toBe('3 MB');
      expect(before.get('is it meant?')).toBe('.env');
      expect(before.get('Dockerfile:2')).toBeDefined();
      await writeFile(join(place, '.dockerignore'), '.env\n*.bin\n');
      const after = await told();
      expect(after.get('build context')).toMatch(/^3 files, \d+ B$/);
      expect(after.has('is it meant?')).toBe(false);
    } finally {
      await rm(place, { recursive: true });
    }
  });

  test('a topic without a line says so', async () => {
    expect(await factsOf('health-check')).not.toEqual([]);
    expect(await factsOf('sbom')).toEqual([{ name: 'nothing', value: 'no line of 1 files is about it' }]);
  });
});
