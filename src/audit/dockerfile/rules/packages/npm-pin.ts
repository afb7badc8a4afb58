import { defineRule } from '../../rule.js';
import { callsOf } from './package-call.js';
import { npm } from './package-managers.js';
import { reportUnpinned } from './unpinned.js';

const installs = new Set(['install', 'i', 'add']);

export const npmPin = defineRule({
  id: 'npm-pin',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3016'], kics: ['NPM Install Command Without Pinned Version'] },
  principle: 'pinned-packages',
  title: 'Name versions of npm packages',
  why: 'Without a version the build takes whatever was published last. A tag counts (`NAME@latest`), as both hadolint and KICS have it. A git address needs a commit or tag after `#`: hadolint asks for it and KICS does not. `npm i` and `npm add` are the same command, which KICS sees and hadolint does not.',
  bad: 'FROM node:22-slim\nRUN npm install -g pm2\n',
  good: 'FROM node:22-slim\nRUN npm install -g pm2@6.0.8\n',
  check(dockerfile, report) {
    for (const { operands, run } of callsOf(dockerfile, npm)) {
      const [verb, ...packages] = operands;
      if (verb && installs.has(verb.value)) reportUnpinned(report, run, packages, isPinned, 'write NAME@VERSION');
    }
  },
});

function isPinned(name: string): boolean {
  if (/^git(?:\+\w+)?:/.test(name)) return name.includes('#');
  if (/^(?:\.{0,2}\/|~\/|\.{1,2}$|file:)/.test(name) || /\.(?:tar|tar\.gz|tgz)$/.test(name)) return true;
  if (name.startsWith('@')) return name.includes('@', Math.max(1, name.indexOf('/')));
  return name.includes('@') || name.includes('#');
}
