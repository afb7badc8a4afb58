import { defineRule } from '../../rule.js';

const forbidden = new Set(['ONBUILD', 'FROM', 'MAINTAINER']);

export const onbuildForbiddenTrigger = defineRule({
  id: 'onbuild-forbidden-trigger',
  severity: 'error',
  profile: 'default',
  aliases: { datadog: ['ONBUILD cannot trigger FROM or MAINTAINER'], hadolint: ['DL3043'] },
  principle: 'plain-instructions',
  title: 'Trigger only what ONBUILD allows',
  why: 'Docker refuses to build an ONBUILD of FROM, MAINTAINER or another ONBUILD: a trigger runs inside the stage of someone else, where these have no place.',
  bad: 'FROM debian:13-slim\nONBUILD MAINTAINER Ada\n',
  good: 'FROM debian:13-slim\nONBUILD COPY . /src\n',
  check({ instructions }, report) {
    for (const { onbuild, keyword, keywordSpan } of instructions)
      if (onbuild && forbidden.has(keyword))
        report(keywordSpan, `ONBUILD ${keyword} fails the build; it cannot be triggered.`);
  },
});
