import { defineRule } from '../../rule.js';
import { callsOf, hasOption } from './package-call.js';
import { npm } from './package-managers.js';

const installs = new Set(['install', 'i']);

export const npmCi = defineRule({
  id: 'npm-ci',
  severity: 'info',
  profile: 'default',
  aliases: {},
  principle: 'frozen-dependencies',
  title: 'Install a Node project with npm ci',
  why: '`npm install` may change the lock file and install what nobody has tested; `npm ci` installs exactly what it says and fails when it does not fit package.json. Silent where the build context is known to have no lock file.',
  bad: 'FROM node:22-slim\nCOPY package.json package-lock.json ./\nRUN npm install --omit=dev\n',
  good: 'FROM node:22-slim\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\n',
  check(dockerfile, report, { contextFiles }) {
    if (contextFiles && !contextFiles.some((file) => /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/.test(file)))
      return;
    for (const call of callsOf(dockerfile, npm)) {
      const [verb, ...packages] = call.operands;
      if (!verb || !installs.has(verb.value) || packages.length > 0) continue;
      if (hasOption(call, 'g', 'global', 'package-lock-only', 'no-package-lock')) continue;
      report(
        { start: call.command.nameWord.start, end: verb.end },
        `npm ${verb.value} may install other versions than the lock file names; use npm ci, with the lock file copied beside package.json.`,
      );
    }
  },
});
