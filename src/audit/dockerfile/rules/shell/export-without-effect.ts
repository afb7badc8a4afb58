import { defineRule } from '../../rule.js';

export const exportWithoutEffect = defineRule({
  id: 'export-without-effect',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Set variables with ENV',
  why: 'Every `RUN` is a process of its own and its variables end with it: an `export` that nothing follows in the same RUN sets nothing for later instructions or for the container. `RUN export A=1` and then `RUN echo $A` prints an empty line.',
  bad: 'FROM debian:13-slim\nRUN export MODE=fast\n',
  good: 'FROM debian:13-slim\nENV MODE=fast\n',
  check({ instructions }, report) {
    for (const { keyword, script } of instructions) {
      if (keyword !== 'RUN' || !script) continue;
      const last = script.commands.findLast(({ substituted }) => !substituted);
      const assigned = last?.words.find(({ value }) => /^[A-Za-z_]\w*=/.test(value));
      if (last?.name !== 'export' || last.via || !assigned) continue;
      const name = assigned.value.slice(0, assigned.value.indexOf('='));
      report(
        last,
        `${name} is gone when this RUN ends, so this export does nothing; write ENV for ${name}, or export it where it is used.`,
      );
    }
  },
});
