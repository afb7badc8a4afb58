import { defineRule, replace } from '../../rule.js';

export const fromAsCasing = defineRule({
  id: 'from-as-casing',
  severity: 'style',
  profile: 'default',
  aliases: { buildkit: ['FromAsCasing'] },
  principle: 'plain-instructions',
  title: 'Write AS in the case of FROM',
  why: 'Docker takes both, and warns: keywords in one case are told from names at a glance. A keyword in mixed case (`From`) is the matter of another check.',
  bad: 'FROM debian:13-slim as build\n',
  good: 'FROM debian:13-slim AS build\n',
  check({ stages, text }, report) {
    for (const { from } of stages) {
      const as = from?.words[1];
      if (!from || !as || from.words.length < 3 || as.raw.toLowerCase() !== 'as') continue;
      const keyword = text.slice(from.keywordSpan.start, from.keywordSpan.end);
      const upper = keyword === keyword.toUpperCase();
      if (!upper && keyword !== keyword.toLowerCase()) continue;
      const wanted = upper ? 'AS' : 'as';
      if (as.raw !== wanted)
        report(as, `${keyword} and ${as.raw} differ in case; write ${wanted}.`, replace(as, wanted, `write ${wanted}`));
    }
  },
});
