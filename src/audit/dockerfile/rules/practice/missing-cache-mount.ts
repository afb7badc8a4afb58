import type { Instruction } from '../../model/instruction.js';
import { defineRule } from '../../rule.js';
import { type DependencyInstall, dependencyInstalls, hasCacheMount } from './dependency-installs.js';

export const missingCacheMount = defineRule({
  id: 'missing-cache-mount',
  severity: 'style',
  profile: 'strict',
  aliases: {},
  principle: 'cache-mounts',
  title: 'Keep downloads in a cache mount',
  why: 'Without a cache mount an install either leaves its downloads in the layer or, with its cache turned off, fetches all packages again when one of them changes. A mount does neither. An install that turns its cache off or clears it is left alone, since its image is as small.',
  bad: 'FROM node:24-slim\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\n',
  good: 'FROM node:24-slim\nCOPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci --omit=dev\n',
  check({ instructions }, report) {
    for (const run of instructions) {
      if (run.keyword !== 'RUN' || run.onbuild || hasCacheMount(run)) continue;
      const installs = dependencyInstalls(run);
      if (installs.length === 0 || clearsCache(run)) continue;
      for (const install of installs)
        if (!keepsNothing(install, run))
          report(
            install.command,
            `${install.program} downloads into this layer; keep its cache with RUN --mount=type=cache,target=${install.ecosystem.cache}.`,
          );
    }
  },
});

const noCache = /^--no-cache(?:-dir)?(?:=(?!false|0)|$)/;
const noCacheVariables = ['PIP_NO_CACHE_DIR', 'UV_NO_CACHE', 'POETRY_NO_CACHE'];

function keepsNothing({ words, command }: DependencyInstall, { variables }: Instruction): boolean {
  const variable = (name: string) =>
    command.assignments.find((assignment) => assignment.name === name)?.value ?? variables.get(name);
  return (
    words.some((word) => noCache.test(word)) ||
    noCacheVariables.some((name) => /^(?:1|true|yes|on|off|0|false)$/i.test(variable(name) ?? ''))
  );
}

function clearsCache({ script }: Instruction): boolean {
  return (script?.commands ?? []).some(({ name, words: others }) => {
    const values = others.map(({ value }) => value);
    if (name === 'npm' || name === 'yarn' || name === 'pip' || name === 'pip3')
      return values[0] === 'cache' && /^(?:clean|purge)$/.test(values[1] ?? '');
    if (name === 'pnpm') return values[0] === 'store' && values[1] === 'prune';
    return (
      name === 'rm' && values.some((value) => /\.cache|\.npm|\.m2|\.gradle|registry|\/go\/pkg|\.nuget/.test(value))
    );
  });
}
