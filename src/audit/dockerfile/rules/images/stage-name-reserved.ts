import { defineRule } from '../../rule.js';

const reserved = new Set(['scratch', 'context']);

export const stageNameReserved = defineRule({
  id: 'stage-name-reserved',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3063'], buildkit: ['ReservedStageName'] },
  principle: 'plain-instructions',
  title: 'Do not name a stage scratch or context',
  why: '`scratch` is the empty image and `context` the build context: a stage of that name cannot be told from them, and FROM scratch still starts from nothing.',
  bad: 'FROM debian:13-slim AS scratch\n',
  good: 'FROM debian:13-slim AS base\n',
  check({ stages }, report) {
    for (const { name, from } of stages) {
      const word = from?.words[2];
      if (name !== null && word && reserved.has(name.toLowerCase()))
        report(word, `${name} is a word of Docker's own; give the stage another name.`);
    }
  },
});
