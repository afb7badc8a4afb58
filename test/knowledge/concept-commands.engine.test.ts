import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conceptFolder, readConcepts } from '../../src/knowledge/concepts.js';
import { guideFolder, readGuides } from '../../src/knowledge/guides.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { describeWithEngine } from '../lab/engine.js';
import { openShell, type Shell } from './shell.js';
import { shellBlocks } from './shell-blocks.js';

const atOnce = 3;
const pages = [
  ...readConcepts().map(({ id }) => join(conceptFolder, `${id}.md`)),
  ...readGuides().map(({ id }) => join(guideFolder, `${id}.md`)),
];

interface Ran {
  ran: number;
  notRun: number;
  failures: string[];
}

const results = new Map<string, Ran>();
let shell: Shell;

describeWithEngine('commands of the concepts and guides', () => {
  beforeAll(async () => {
    shell = await openShell();
    const left = [...pages];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let page = left.shift(); page !== undefined; page = left.shift()) results.set(page, await runPage(page));
      }),
    );
  }, 600_000);
  afterAll(() => shell?.close());

  test.each(pages)('%s', (page) => {
    expect(results.get(page)?.failures).toEqual([]);
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

async function runPage(page: string): Promise<Ran> {
  const blocks = shellBlocks(await readFile(packagePath(page), 'utf8'));
  const result: Ran = { ran: 0, notRun: 0, failures: [] };
  for (const { commands, notRun } of blocks) {
    if (notRun !== null) {
      result.notRun++;
      continue;
    }
    const { code, output } = await shell.run(commands, await mkdtemp(join(shell.folder, 'page-')));
    result.ran++;
    if (code !== 0) result.failures.push(`exit code ${code} of:\n${commands}\n${output.slice(-2000)}`);
  }
  return result;
}
