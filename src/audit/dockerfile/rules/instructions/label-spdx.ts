import parse from 'spdx-expression-parse';
import { defineRule } from '../../rule.js';
import { reportLabels } from './label-check.js';

export const labelSpdx = defineRule({
  id: 'label-spdx',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3054'] },
  principle: 'labels',
  title: 'Give a licence by its SPDX name where the settings ask for one',
  why: 'The settings say that this label is a licence. Tools that check licences know the names of spdx.org and nothing else. Expressions such as `MIT OR Apache-2.0` count too: the OCI image specification asks for them, hadolint only knows single names.',
  bad: { dockerfile: 'FROM debian:13-slim\nLABEL example="free to use"\n', settings: { labels: { example: 'spdx' } } },
  good: {
    dockerfile: 'FROM debian:13-slim\nLABEL example="MIT OR Apache-2.0"\n',
    settings: { labels: { example: 'spdx' } },
  },
  check(dockerfile, report, settings) {
    reportLabels(dockerfile, settings, 'spdx', isLicence, 'an SPDX licence, such as MIT or Apache-2.0', report);
  },
});

function isLicence(value: string): boolean {
  try {
    parse(value);
    return value.trim() === value;
  } catch {
    return false;
  }
}
