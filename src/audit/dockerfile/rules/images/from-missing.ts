import { defineRule } from '../../rule.js';

export const fromMissing = defineRule({
  id: 'from-missing',
  severity: 'error',
  profile: 'default',
  aliases: { datadog: ['Dockerfile should specify base image'] },
  principle: 'trusted-base',
  title: 'Start with FROM',
  why: 'Docker builds nothing without a base: "no build stage in current context". For a system of your own that starts from nothing there is `FROM scratch`. All other checks run on a fragment as well.',
  bad: 'RUN make\n',
  good: 'FROM debian:13-slim\nRUN make\n',
  check({ fragment, instructions }, report) {
    if (!fragment) return;
    report(
      instructions[0]?.keywordSpan ?? { start: 0, end: 0 },
      'There is no FROM, so Docker cannot build this; name a base image first.',
    );
  },
});
