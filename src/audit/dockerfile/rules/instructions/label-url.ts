import { defineRule } from '../../rule.js';
import { reportLabels } from './label-check.js';

export const labelUrl = defineRule({
  id: 'label-url',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3052'] },
  principle: 'labels',
  title: 'Give a URL where the settings ask for one',
  why: 'The settings say that this label is a URL; registries make links of such labels, and one without a scheme leads nowhere.',
  bad: { dockerfile: 'FROM debian:13-slim\nLABEL example="example"\n', settings: { labels: { example: 'url' } } },
  good: {
    dockerfile: 'FROM debian:13-slim\nLABEL example="https://example.com/app"\n',
    settings: { labels: { example: 'url' } },
  },
  check(dockerfile, report, settings) {
    reportLabels(dockerfile, settings, 'url', isUrl, 'a URL with its scheme', report);
  },
});

function isUrl(value: string): boolean {
  return !/\s/.test(value) && URL.canParse(value);
}
