import type { Instruction } from '../../model/instruction.js';
import { findStage } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { instructionsOfImage, stageChain } from '../instructions/stage-chain.js';
import { dependencyInstalls } from './dependency-installs.js';
import { devDependenciesOf } from './dev-dependencies.js';
import { isForDevelopment } from './development-stage.js';

export const devDependenciesInFinalStage = defineRule({
  id: 'dev-dependencies-in-final-stage',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'frozen-dependencies',
  title: 'Ship production dependencies only',
  why: 'Test runners, linters and compilers of the development group are pulled on every node and scanned on every audit, and what is absent cannot be attacked. The stage that is built counts, with those it starts from and those out of which it copies node_modules or a virtual environment; a stage whose name or command says development does not.',
  bad: 'FROM node:24-slim\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nCMD ["node", "server.js"]\n',
  good: 'FROM node:24-slim\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\nCOPY . .\nCMD ["node", "server.js"]\n',
  check({ stages, target }, report) {
    if (!target?.from || isForDevelopment(target)) return;
    for (const image of [target, ...copiedFrom(target, stages)]) {
      const steps = instructionsOfImage(image);
      // what a step takes out, of its own stage or of those that it starts from, is not in what is copied
      for (const run of steps.slice(steps.findLastIndex(prunes) + 1)) {
        if (run.keyword !== 'RUN') continue;
        for (const install of dependencyInstalls(run)) {
          const remedy = devDependenciesOf(install, run);
          if (remedy)
            report(
              install.command,
              `${install.program} installs development dependencies too, and they end up in the image; ${remedy}.`,
            );
        }
      }
    }
  },
});

/** Stages out of which installed packages are copied. */
function copiedFrom(target: Stage, stages: readonly Stage[]): Stage[] {
  const found = new Set<Stage>();
  for (const copy of instructionsOfImage(target)) {
    const from = copy.keyword === 'COPY' ? copy.flag('from')?.value : undefined;
    const source = from ? findStage(stages, from) : null;
    if (
      source &&
      copy.words
        .slice(0, -1)
        .some(({ value }) => /(?:^|\/)(?:node_modules|\.?venv|site-packages|vendor)\/?$/.test(value))
    )
      found.add(source);
  }
  const own = new Set(stageChain(target));
  return [...found].filter((stage) => !own.has(stage));
}

/** Whether a RUN takes development dependencies out again, of the steps before it and of its own. */
function prunes({ keyword, script }: Instruction): boolean {
  if (keyword !== 'RUN') return false;
  return (script?.commands ?? []).some(({ name, words }) => {
    const values = words.map(({ value }) => value);
    if (name === 'rm') return values.some((value) => /node_modules\/?$/.test(value));
    if (name !== 'npm' && name !== 'pnpm' && name !== 'yarn') return false;
    return (
      values.includes('prune') ||
      ((values.includes('install') || values.includes('ci') || values.includes('focus')) &&
        values.some((value) => /^--(?:omit=dev|production|prod|only=prod)/.test(value)))
    );
  });
}
