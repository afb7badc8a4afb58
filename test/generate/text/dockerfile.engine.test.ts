import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeAll, expect } from 'vitest';
import { buildImage } from '../../../src/engine/build-image.js';
import { connectEngine, type Engine } from '../../../src/engine/connect.js';
import { parseIgnoreFile } from '../../../src/engine/ignore-file.js';
import { copyArray, execArray, quotedValue } from '../../../src/generate/text/dockerfile.js';
import { hasControlCharacters, plainLine } from '../../../src/generate/text/plain.js';
import { runWord } from '../../../src/generate/text/shell.js';
import { engineMissing, engineTest } from '../../lab/engine.js';
import { hostileText } from './hostile-text.js';

const quiet = { signal: new AbortController().signal, report: () => {} };
const label = `test-${randomUUID()}`;
let engine: Engine;

beforeAll(async () => {
  if (engineMissing === null) engine = await connectEngine();
});

afterEach(async () => {
  if (engineMissing !== null) return;
  const images = await engine.docker.listImages({ filters: { label: [label] } });
  await Promise.all(images.map(({ Id }) => engine.docker.getImage(Id).remove({ force: true })));
});

async function build(dockerfile: string) {
  const outcome = await buildImage(
    engine,
    {
      context: { root: null, rules: parseIgnoreFile(''), overlay: new Map() },
      dockerfile: { path: 'Dockerfile', content: dockerfile },
      labels: { [label]: '1' },
    },
    quiet,
  );
  expect(outcome.failure).toBeNull();
  return (await engine.docker.getImage(outcome.imageId as string).inspect()).Config;
}

/** The same hostile texts in each run, so that a failure can be looked at. */
const texts = fc.sample(
  hostileText.map((text) => text.toWellFormed()),
  { numRuns: 150, seed: 42 },
);

engineTest('BuildKit reads environment, labels, health check and command as they were meant', async () => {
  const config = await build(
    [
      'FROM scratch',
      ...texts.map((text, index) => `ENV V${index}=${quotedValue(text)}`),
      ...texts.map((text, index) => `LABEL l${index}=${quotedValue(text)}`),
      `HEALTHCHECK --interval=10s \\\n    CMD ${execArray(texts)}`,
      `CMD ${execArray(texts)}`,
      'USER 1000:1000',
    ].join('\n'),
  );
  const lines = texts.map((text) => plainLine(text, Number.MAX_SAFE_INTEGER));
  const environment = new Map(
    (config.Env ?? []).map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );
  for (const [index, line] of lines.entries()) {
    expect(environment.get(`V${index}`)).toBe(line);
    expect(config.Labels?.[`l${index}`]).toBe(line);
  }
  expect(config.Cmd).toEqual(texts);
  expect(config.Healthcheck?.Test).toEqual(['CMD', ...texts]);
  expect(config.User).toBe('1000:1000');
});

engineTest('and what a step or a copy is told', async () => {
  const words = texts.filter((text) => !hasControlCharacters(text) && text !== '');
  const checks = words.map(
    (word) => `test "$(printf %s ${runWord(word)} | base64 -w0)" = ${Buffer.from(word).toString('base64')}`,
  );
  const folders = words
    .filter((word) => word.length < 60 && !word.includes('/'))
    .slice(0, 20)
    .map((word, index) => `/copied/${index}${word}`);
  await build(
    [
      'FROM python:3.13-slim',
      `RUN ${checks.join(' && \\\n    ')}`,
      'RUN mkdir /empty && touch /empty/here',
      'FROM python:3.13-slim',
      ...folders.map((folder) => `COPY --from=0 --chown=1000:1000 ${copyArray(['/empty', folder])}`),
      `RUN ${folders.map((folder) => `test -e ${runWord(`${folder}/here`)}`).join(' && \\\n    ')}`,
      'USER 1000:1000',
    ].join('\n'),
  );
});
