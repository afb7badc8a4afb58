import { defineRule } from '../../rule.js';
import { reportLabels } from './label-check.js';

export const labelGitHash = defineRule({
  id: 'label-git-hash',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3055'] },
  principle: 'labels',
  title: 'Give a commit where the settings ask for one',
  why: 'The settings say that this label is a commit. A branch or a tag moves; 7 or 40 hexadecimal digits (64 in repositories that use SHA-256) name the source of the image for good.',
  bad: { dockerfile: 'FROM debian:13-slim\nLABEL example="main"\n', settings: { labels: { example: 'hash' } } },
  good: { dockerfile: 'FROM debian:13-slim\nLABEL example="2dbfae9"\n', settings: { labels: { example: 'hash' } } },
  check(dockerfile, report, settings) {
    reportLabels(dockerfile, settings, 'hash', isCommit, 'a commit of 7 or 40 hexadecimal digits', report);
  },
});

function isCommit(value: string): boolean {
  return /^(?:[\da-f]{7}|[\da-f]{40}|[\da-f]{64})$/.test(value);
}
