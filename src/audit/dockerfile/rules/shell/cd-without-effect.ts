import { defineRule } from '../../rule.js';

export const cdWithoutEffect = defineRule({
  id: 'cd-without-effect',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Do not end a RUN with cd',
  why: 'Every `RUN` is a process of its own: the next instruction starts in the folder of the last `WORKDIR` again, whatever a `cd` at the end of this one did. `docker build` shows it: `RUN cd /tmp` and then `RUN pwd` prints `/`.',
  bad: 'FROM debian:13-slim\nRUN mkdir /app && cd /app\nCOPY . .\n',
  good: 'FROM debian:13-slim\nWORKDIR /app\nCOPY . .\n',
  check({ instructions }, report) {
    for (const { keyword, script } of instructions) {
      if (keyword !== 'RUN' || !script) continue;
      const last = script.commands.at(-1);
      if (last?.name !== 'cd' || last.via || last.substituted) continue;
      report(
        last,
        `The folder changes back when this RUN ends, so this cd does nothing; use WORKDIR ${last.words.at(-1)?.value ?? ''}`.trimEnd() +
          '.',
      );
    }
  },
});
