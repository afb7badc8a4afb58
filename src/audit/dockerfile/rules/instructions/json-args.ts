import { defineRule } from '../../rule.js';
import { chosenShells, hasChosenShell } from './chosen-shell.js';
import { execFormFix, misquotedArray } from './exec-form.js';

export const jsonArgs = defineRule({
  id: 'json-args',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL3025'],
    buildkit: ['JSONArgsRecommended'],
    kics: ['Not Using JSON In CMD And ENTRYPOINT Arguments'],
  },
  principle: 'exec-form',
  title: 'Write CMD and ENTRYPOINT as JSON arrays',
  why: 'Without brackets Docker starts a shell, which starts the program: the shell is process 1, gets SIGTERM and does not pass it on, so `docker stop` waits ten seconds and kills. Where SHELL is set the shell form was chosen, as BuildKit reads it; json-args-everywhere is the stricter reading of hadolint.',
  bad: 'FROM node:22-slim\nCMD node server.js\n',
  good: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
  check(dockerfile, report) {
    const chosen = chosenShells(dockerfile);
    for (const instruction of dockerfile.instructions) {
      const { keyword, onbuild, json, words, logical } = instruction;
      if ((keyword !== 'CMD' && keyword !== 'ENTRYPOINT') || onbuild || json || words.length === 0) continue;
      if (hasChosenShell(instruction, chosen)) continue;
      const fix = execFormFix(instruction) ?? undefined;
      const message = misquotedArray(logical.trim())
        ? `This ${keyword} looks like an array, but is no JSON and goes to a shell as it is; use double quotes.`
        : `${keyword} without brackets runs under a shell that keeps signals to itself; write it as a JSON array.`;
      report(instruction, message, fix);
    }
  },
});
