import { defineRule } from '../../rule.js';
import { settingsOf } from './variable-settings.js';

export const tlsOffPython = defineRule({
  id: 'tls-off-python',
  severity: 'error',
  profile: 'default',
  aliases: { checkov: ['CKV2_DOCKER_5'] },
  principle: 'verified-downloads',
  title: 'Let Python check certificates',
  why: 'PYTHONHTTPSVERIFY=0 turns off the check of certificates in the standard library (PEP 493, builds of Python 2.7 and of distributions that carry it). Where it has no effect it is a wish that nobody should ship. A private CA goes into SSL_CERT_FILE.',
  bad: 'FROM python:3.13-slim\nENV PYTHONHTTPSVERIFY=0\n',
  good: 'FROM python:3.13-slim\nENV SSL_CERT_FILE=/etc/ssl/certs/company.pem\n',
  check(dockerfile, report) {
    for (const { where, value } of settingsOf(dockerfile, 'PYTHONHTTPSVERIFY'))
      if (value === '0')
        report(where, 'This tells Python to check no certificate; remove it, and name a private CA in SSL_CERT_FILE.');
  },
});
