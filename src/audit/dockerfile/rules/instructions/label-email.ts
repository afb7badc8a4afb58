import { defineRule } from '../../rule.js';
import { reportLabels } from './label-check.js';

export const labelEmail = defineRule({
  id: 'label-email',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3058'] },
  principle: 'labels',
  title: 'Give an address where the settings ask for one',
  why: 'The settings say that this label is an e-mail address; whoever looks for the owner of a running container must be able to write to it. The address alone is meant, as in RFC 5322 without a display name.',
  bad: { dockerfile: 'FROM debian:13-slim\nLABEL example="the team"\n', settings: { labels: { example: 'email' } } },
  good: {
    dockerfile: 'FROM debian:13-slim\nLABEL example="team@example.com"\n',
    settings: { labels: { example: 'email' } },
  },
  check(dockerfile, report, settings) {
    reportLabels(dockerfile, settings, 'email', isAddress, 'an e-mail address', report);
  },
});

function isAddress(value: string): boolean {
  const at = value.lastIndexOf('@');
  const [local, domain] = [value.slice(0, at), value.slice(at + 1)];
  const isLocal = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local) && local.length <= 64;
  return (
    at > 0 &&
    isLocal &&
    domain.length <= 255 &&
    /^[A-Za-z\d](?:[A-Za-z\d.-]*[A-Za-z\d])?$/.test(domain) &&
    !domain.includes('..')
  );
}
