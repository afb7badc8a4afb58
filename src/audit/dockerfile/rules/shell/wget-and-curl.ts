import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

export const wgetAndCurl = defineRule({
  id: 'wget-and-curl',
  severity: 'style',
  profile: 'default',
  aliases: { hadolint: ['DL4001'], trivy: ['DS-0014'], kics: ["Run Using 'wget' and 'curl'"] },
  principle: 'minimal-runtime',
  title: 'Download with wget or with curl, not with both',
  why: 'Either does the work of the other; two mean one more package to install and to patch. Uses in one stage are compared, and each `RUN` that adds to the mix is named; installing the packages is no use.',
  bad: 'FROM debian:13-slim\nRUN wget -q https://deb.example.org/a.deb\nRUN curl -fsSLO https://deb.example.org/b.deb\n',
  good: 'FROM debian:13-slim\nRUN curl -fsSLO https://deb.example.org/a.deb\nRUN curl -fsSLO https://deb.example.org/b.deb\n',
  check(dockerfile, report) {
    let stage: unknown;
    const used = new Set<string>();
    const told = new Set<unknown>();
    for (const { command, run } of commandsOf(dockerfile)) {
      if (run.stage !== stage) {
        stage = run.stage;
        used.clear();
      }
      if (command.name !== 'wget' && command.name !== 'curl') continue;
      used.add(command.name);
      if (used.size < 2 || told.has(run)) continue;
      told.add(run);
      const other = command.name === 'wget' ? 'curl' : 'wget';
      report(command.nameWord, `This stage downloads with ${other} as well as with ${command.name}; keep one of them.`);
    }
  },
});
