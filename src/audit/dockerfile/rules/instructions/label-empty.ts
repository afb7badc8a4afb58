import { defineRule } from '../../rule.js';
import { labels } from './label-check.js';

const settings = { labels: { vendor: 'text' } } as const;

export const labelEmpty = defineRule({
  id: 'label-empty',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3051'] },
  principle: 'labels',
  title: 'Give the labels that the settings name a value',
  why: 'A label that is asked for and empty passes a check for its name and tells nobody anything.',
  bad: { dockerfile: 'FROM debian:13-slim\nLABEL vendor=""\n', settings },
  good: { dockerfile: 'FROM debian:13-slim\nLABEL vendor="Example" other=""\n', settings },
  check(dockerfile, report, { labels: schema }) {
    for (const pair of labels(dockerfile))
      if (Object.hasOwn(schema, pair.name) && !pair.value)
        report(pair, `Label ${pair.name} is empty; give it a value.`);
  },
});
