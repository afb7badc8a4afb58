import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Report } from '../../rule.js';
import { isMounted } from './cache-mounts.js';
import { type Leftover, leftBehind } from './left-behind.js';
import { runAfterwards } from './package-fixes.js';
import { isCopiedFrom } from './shipped-stages.js';

/** What yum or one like it keeps. @param filling subcommands that fetch */
export function redHatLeftover(program: string, filling: readonly string[], folders: readonly string[]): Leftover {
  const verbs = new Set(filling);
  return {
    fills: ({ name, words }) => name === program && words.some(({ value }) => verbs.has(value)),
    cleans: ({ name, words }) =>
      name === program && words.some(({ value }) => value === 'clean') && words.some(({ value }) => value === 'all'),
    folders,
  };
}

/** Reports the RUNs that leave a package manager's cache in their layer. @param clean the command that takes it away */
export function reportUncleaned(dockerfile: Dockerfile, report: Report, leftover: Leftover, clean: string): void {
  const copiedFrom = isCopiedFrom(dockerfile);
  for (const run of dockerfile.instructions) {
    if (run.keyword !== 'RUN' || copiedFrom(run)) continue;
    const left = leftBehind(run, leftover);
    if (!left || leftover.folders.some((folder) => isMounted(run, folder))) continue;
    report(
      left,
      `what ${left.name} fetches here stays in the layer; end this RUN with ${clean}.`,
      runAfterwards(dockerfile, run, left, clean),
    );
  }
}
