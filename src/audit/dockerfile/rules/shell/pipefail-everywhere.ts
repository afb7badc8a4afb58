import { defineRule } from '../../rule.js';
import { lostFailures } from './lost-failures.js';

export const pipefailEverywhere = defineRule({
  id: 'pipefail-everywhere',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL4006'], kics: ['Shell Running A Pipe Without Pipefail Flag'] },
  principle: 'verified-downloads',
  title: 'Turn on pipefail before any pipe',
  why: 'A pipe that begins with echo, find or grep, or ends in grep or sha256sum -c, hardly loses a failure today. hadolint names it nevertheless: with `-o pipefail` set once the next edit of the pipe is safe too.',
  bad: 'FROM debian:13-slim\nRUN echo "$SUM  a.tgz" | sha256sum -c -\n',
  good: 'FROM debian:13-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN echo "$SUM  a.tgz" | sha256sum -c -\n',
  check(dockerfile, report) {
    for (const { where, program, harmless } of lostFailures(dockerfile))
      if (harmless)
        report(
          where,
          `This pipe of ${program} hardly loses a failure; SHELL with -o pipefail keeps it safe when it changes.`,
        );
  },
});
