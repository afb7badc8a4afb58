import { type ShellBlock, shellBlocks } from './code-blocks.js';
import type { MarkdownPage } from './markdown-pages.js';
import type { Shell } from './shell.js';

/** What came of a page's blocks of commands. */
export interface Ran {
  ran: number;
  notRun: number;
  seconds: number;
  failures: string[];
}

/**
 * Runs the commands of pages, several pages at once.
 * @param together the blocks of a page share a folder, also where a `cd` led, and come one after the other, as a reader takes them; else each stands alone
 */
export async function runPages(
  pages: readonly MarkdownPage[],
  shell: Shell,
  { together, atOnce }: { together: boolean; atOnce: number },
): Promise<ReadonlyMap<string, Ran>> {
  const results = new Map<string, Ran>();
  const left = [...pages];
  const work = async () => {
    for (let page = left.shift(); page; page = left.shift())
      results.set(page.path, await runPage(shellBlocks(page.text), shell, together));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function runPage(blocks: readonly ShellBlock[], shell: Shell, together: boolean): Promise<Ran> {
  const started = performance.now();
  const result: Ran = { ran: 0, notRun: 0, seconds: 0, failures: [] };
  let place = '';
  for (const { commands, notRun, exitCode, line } of blocks) {
    if (notRun !== null) {
      result.notRun++;
      continue;
    }
    if (place === '' || !together) place = await shell.place();
    const { code, output, cwd } = await shell.run(commands, place);
    place = cwd;
    result.ran++;
    if (code !== exitCode)
      result.failures.push(
        `line ${line}: exit code ${code}, not ${exitCode}, of:\n${commands}\n${output.slice(-2000)}`,
      );
  }
  result.seconds = (performance.now() - started) / 1000;
  return result;
}
