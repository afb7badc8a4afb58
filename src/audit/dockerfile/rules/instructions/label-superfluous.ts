import { defineRule } from '../../rule.js';
import { labels } from './label-check.js';

const settings = { labels: { vendor: 'text' }, strictLabels: true } as const;

export const labelSuperfluous = defineRule({
  id: 'label-superfluous',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL3050'] },
  principle: 'labels',
  title: 'Set only the labels that the settings name',
  why: 'The settings ask for no label beside those they name (`strictLabels`): a misspelt name would else pass as a label of its own.',
  bad: { dockerfile: 'FROM debian:13-slim\nLABEL vendor="Example" vendr="Example"\n', settings },
  good: { dockerfile: 'FROM debian:13-slim\nLABEL vendor="Example"\n', settings },
  check(dockerfile, report, { labels: schema, strictLabels }) {
    if (!strictLabels) return;
    for (const pair of labels(dockerfile))
      if (!Object.hasOwn(schema, pair.name))
        report(pair, `Label ${pair.name} is none that the settings name; take it out, or add it there.`);
  },
});
