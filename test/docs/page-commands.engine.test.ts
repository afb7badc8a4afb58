import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithEngine } from '../lab/engine.js';
import { shellBlocks } from './code-blocks.js';
import { markdownPages } from './markdown-pages.js';
import { type Ran, runPages } from './run-pages.js';
import { openShell, type Shell } from './shell.js';

/** Concepts, guides and lessons have tests of their own: the blocks of the first two stand alone, a lesson has exercises. */
const pages = markdownPages().filter(
  ({ path, text }) => !/\/references\/(?:concepts|guides|lessons)\//.test(path) && shellBlocks(text).length > 0,
);

/** Names of what the pages make and take away again. */
const mine = '(shop|tasks|orders|web|api)';

describeWithEngine('commands of the pages', () => {
  let shell: Shell;
  let results: ReadonlyMap<string, Ran>;
  beforeAll(async () => {
    shell = await openShell();
    results = await runPages(pages, shell, { together: true, atOnce: 3 });
  }, 600_000);
  afterAll(() => shell?.close());

  test.each(pages.map(({ path }) => path))('%s', (path) => {
    expect(results.get(path)?.failures).toEqual([]);
  });

  test('most blocks are run, and nothing is left behind', async () => {
    const all = [...results.values()];
    const sum = (key: 'ran' | 'notRun') => all.reduce((total, one) => total + one[key], 0);
    const slowest = [...results].sort(([, a], [, b]) => b.seconds - a.seconds).slice(0, 3);
    console.log(
      `${sum('ran')} blocks of commands were run, ${sum('notRun')} are marked not to be; slowest: ${slowest.map(([path, { seconds }]) => `${path} ${seconds.toFixed(1)} s`).join(', ')}`,
    );
    expect(sum('ran')).toBeGreaterThan(sum('notRun'));
    const { output } = await shell.run(
      [
        `docker ps -a --format '{{.Names}}' | grep -E '^${mine}([-_].*)?$' || true`,
        `docker volume ls -q | grep -E '^${mine}([-_].*)?$' || true`,
        `docker network ls --format '{{.Name}}' | grep -E '^${mine}([-_].*)?$' || true`,
        `docker images --format '{{.Repository}}:{{.Tag}}' | grep -E '(^|/)${mine}:' || true`,
      ].join('\n'),
      await shell.place(),
    );
    expect(output.trim()).toBe('');
  });
});
