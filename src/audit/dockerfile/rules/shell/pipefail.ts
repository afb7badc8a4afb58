import { defineRule } from '../../rule.js';
import { lostFailures } from './lost-failures.js';

export const pipefail = defineRule({
  id: 'pipefail',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL4006'], kics: ['Shell Running A Pipe Without Pipefail Flag'] },
  principle: 'verified-downloads',
  title: 'Let a failing pipe fail the build',
  why: "A shell takes the exit code of the last command of a pipe: `curl ... | tar x` that loses its connection may build an image without the files. Debian's `sh` (dash 0.5.12) refuses `-o pipefail`, so the shell must be bash, or ash on Alpine. As in hadolint a pipe is named whatever shell runs it; `set -o pipefail` in the same RUN counts here, as it works. Pipes before whose end text is only printed or read (echo, find, grep, sed), and those that end in a check which fails without its text (grep, sha256sum -c), are `pipefail-everywhere`.",
  bad: 'FROM debian:13-slim\nRUN curl -fsSL https://deb.example.org/a.tgz | tar -xz\n',
  good: 'FROM debian:13-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://deb.example.org/a.tgz | tar -xz\n',
  check(dockerfile, report) {
    for (const { where, program, harmless } of lostFailures(dockerfile))
      if (!harmless)
        report(
          where,
          `When ${program} fails here the build goes on; put SHELL ["/bin/bash", "-o", "pipefail", "-c"] before it (/bin/ash on Alpine).`,
        );
  },
});
