import { afterAll, beforeAll, expect, test } from 'vitest';
import { markdownPages } from '../docs/markdown-pages.js';
import { type Ran, runPages } from '../docs/run-pages.js';
import { openShell, type Shell } from '../docs/shell.js';
import { describeWithEngine } from '../lab/engine.js';

const pages = markdownPages().filter(({ path }) => /\/references\/(?:concepts|guides)\//.test(path));

describeWithEngine('commands of the concepts and guides', () => {
  let shell: Shell;
  let results: ReadonlyMap<string, Ran>;
  beforeAll(async () => {
    shell = await openShell();
    results = await runPages(pages, shell, { together: false, atOnce: 3 });
  }, 600_000);
  afterAll(() => shell?.close());

  test.each(pages.map(({ path }) => path))('%s', (path) => {
    expect(results.get(path)?.failures).toEqual([]);
  });

  test('most blocks are run, and nothing is left behind', async () => {
    const all = [...results.values()];
    const [ran, notRun] = [
      all.reduce((sum, { ran }) => sum + ran, 0),
      all.reduce((sum, { notRun }) => sum + notRun, 0),
    ];
    console.log(`${ran} blocks of commands were run, ${notRun} are marked not to be`);
    expect(ran).toBeGreaterThan(notRun);
    const { output } = await shell.run(
      [
        "docker ps -a --format '{{.Names}}' --filter name=dockwright-concept- --filter name=dockwright-guide-",
        'docker volume ls -q --filter name=dockwright-concept- --filter name=dockwright-guide-',
        "docker network ls --format '{{.Name}}' --filter name=dockwright-concept- --filter name=dockwright-guide-",
        "docker images --format '{{.Repository}}' --filter reference='dockwright-concept-*' --filter reference='dockwright-guide-*'",
      ].join('\n'),
      shell.folder,
    );
    expect(output.trim()).toBe('');
  });
});
