import { defineRule } from '../../rule.js';
import { settingsOf } from './variable-settings.js';

export const tlsOffNode = defineRule({
  id: 'tls-off-node',
  severity: 'error',
  profile: 'default',
  aliases: { checkov: ['CKV2_DOCKER_6'] },
  principle: 'verified-downloads',
  title: 'Let Node.js check certificates',
  why: 'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of every TLS connection of every Node.js program; in ENV also in production. A private CA goes into NODE_EXTRA_CA_CERTS. Any other value leaves checks on, as Node.js documents.',
  bad: 'FROM node:24-slim\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\n',
  good: 'FROM node:24-slim\nENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/company.pem\n',
  check(dockerfile, report) {
    for (const { where, value } of settingsOf(dockerfile, 'NODE_TLS_REJECT_UNAUTHORIZED'))
      if (value === '0')
        report(
          where,
          'Node.js checks no certificate with this; remove it, and name a private CA in NODE_EXTRA_CA_CERTS.',
        );
  },
});
