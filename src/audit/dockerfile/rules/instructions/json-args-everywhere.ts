import { defineRule } from '../../rule.js';
import { chosenShells, hasChosenShell } from './chosen-shell.js';

export const jsonArgsEverywhere = defineRule({
  id: 'json-args-everywhere',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL3025'], kics: ['Not Using JSON In CMD And ENTRYPOINT Arguments'] },
  principle: 'exec-form',
  title: 'Write health checks, and commands under SHELL, as JSON arrays',
  why: 'hadolint wants JSON for HEALTHCHECK CMD too, and for CMD and ENTRYPOINT after a SHELL. Both are sound with a shell: a health check needs `|| exit 1` more often than signals, and who writes SHELL has chosen one. So this is for strict teams.',
  bad: 'FROM debian:13-slim\nHEALTHCHECK CMD curl --fail http://localhost/\n',
  good: 'FROM debian:13-slim\nHEALTHCHECK CMD ["curl", "--fail", "http://localhost/"]\n',
  check(dockerfile, report) {
    const chosen = chosenShells(dockerfile);
    for (const instruction of dockerfile.instructions) {
      const { keyword, onbuild, json, words } = instruction;
      if (onbuild || json || words.length === 0) continue;
      const isCheck = keyword === 'HEALTHCHECK' && words[0]?.value.toUpperCase() === 'CMD';
      const isCommand = (keyword === 'CMD' || keyword === 'ENTRYPOINT') && hasChosenShell(instruction, chosen);
      if (isCheck || isCommand)
        report(instruction, `${keyword} runs under a shell; write it as a JSON array if it needs none.`);
    }
  },
});
