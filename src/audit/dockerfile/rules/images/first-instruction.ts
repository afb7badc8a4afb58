import { defineRule } from '../../rule.js';

export const firstInstruction = defineRule({
  id: 'first-instruction',
  severity: 'error',
  profile: 'default',
  aliases: { datadog: ['First instruction must be ARG or FROM'], hadolint: ['DL3061'], dockerfilelint: ['from_first'] },
  principle: 'plain-instructions',
  title: 'Only ARG may stand before FROM',
  why: 'Before the first FROM there is no image to change: Docker refuses every instruction there except ARG. A fragment without any FROM is the matter of another check.',
  bad: 'LABEL org.opencontainers.image.title=x\nFROM debian:13-slim\n',
  good: 'FROM debian:13-slim\nLABEL org.opencontainers.image.title=x\n',
  check({ preamble }, report) {
    for (const { keyword, keywordSpan } of preamble)
      if (keyword !== 'ARG')
        report(keywordSpan, `${keyword} stands before FROM, where Docker takes only ARG; move it below.`);
  },
});
