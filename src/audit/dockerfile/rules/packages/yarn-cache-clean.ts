import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { isMounted } from './cache-mounts.js';
import { type Leftover, leftBehind } from './left-behind.js';
import { runAfterwards } from './package-fixes.js';
import { isShipped } from './shipped-stages.js';

const cache: Leftover = {
  fills: installs,
  cleans: ({ name, words: [first, second] }) =>
    name === 'yarn' && first?.value === 'cache' && second?.value === 'clean',
  folders: ['.cache/yarn', '.yarn/cache', '.yarn/berry'],
};

export const yarnCacheClean = defineRule({
  id: 'yarn-cache-clean',
  severity: 'info',
  profile: 'default',
  aliases: { datadog: ['Run yarn clean after yarn install'], hadolint: ['DL3060'] },
  principle: 'clean-layers',
  title: 'Leave no yarn cache in the layer',
  why: 'yarn keeps a second copy of every package in its cache, which nothing reads at run time. `yarn add` and `yarn global add` fill it as `yarn install` does; hadolint looks at the last only. Only stages that are built or built on count.',
  bad: 'FROM node:22-slim\nCOPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile\n',
  good: 'FROM node:22-slim\nCOPY package.json yarn.lock ./\nRUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install --frozen-lockfile\n',
  check(dockerfile, report) {
    const shipped = isShipped(dockerfile);
    for (const run of dockerfile.instructions) {
      if (run.keyword !== 'RUN' || !shipped(run)) continue;
      const left = leftBehind(run, cache);
      if (!left || cache.folders.some((folder) => isMounted(run, folder))) continue;
      report(
        left,
        'yarn keeps a copy of every package in its cache, in this layer; end this RUN with yarn cache clean, or mount a cache.',
        runAfterwards(dockerfile, run, left, 'yarn cache clean'),
      );
    }
  },
});

function installs({ name, words }: ShellCommand): boolean {
  if (name !== 'yarn') return false;
  const [first, second] = words.filter(({ value }) => !value.startsWith('-'));
  if (first?.value === 'run' || first?.value === 'cache') return false;
  return (
    first?.value === 'add' ||
    (first?.value === 'global' && second?.value === 'add') ||
    words.some(({ value }) => value === 'install')
  );
}
