import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

export const runCd = defineRule({
  id: 'run-cd',
  severity: 'style',
  profile: 'strict',
  aliases: {
    hadolint: ['DL3003'],
    trivy: ['DS-0013'],
    kics: ["RUN Instruction Using 'cd' Instead of WORKDIR"],
    azure: ['ca/require-workdir'],
  },
  principle: 'plain-instructions',
  title: 'Change folders with WORKDIR',
  why: 'Each `RUN` starts in the folder of the last `WORKDIR`, so what a `cd` does ends with its `RUN` and a reader has to follow it through the script. KICS leaves absolute paths alone; this follows hadolint and Trivy, which name every `cd`. A subshell `(cd x && make)` counts too. The case that is always a mistake is `cd-without-effect`.',
  bad: 'FROM debian:13-slim\nRUN cd /opt && ./configure\n',
  good: 'FROM debian:13-slim\nWORKDIR /opt\nRUN ./configure\n',
  check(dockerfile, report) {
    for (const { command, run } of commandsOf(dockerfile)) {
      if (command.name !== 'cd' || run.onbuild) continue;
      const folder = command.words.at(-1)?.value;
      report(
        command,
        `cd lasts until the end of this RUN only; WORKDIR${folder ? ` ${folder}` : ''} before it says where it runs.`,
      );
    }
  },
});
