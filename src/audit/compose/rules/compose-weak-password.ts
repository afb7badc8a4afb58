import { isCredentialName } from '../../../secrets/secret-name.js';
import { namedValues } from '../model/variables.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

const weak = new Set(
  'admin administrator example password passwd pass secret changeme change-me change_me changethis changeit root toor postgres mysql guest test user 1234 12345 123456 12345678 qwerty letmein minioadmin rootpassword mysecretpassword'.split(
    ' ',
  ),
);

export const composeWeakPassword = defineComposeRule({
  id: 'compose-weak-password',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'no-secrets',
  title: 'Take no password that everybody knows',
  why: 'Passwords from documentation are the first that are tried, and a key that begins with django-insecure- is what Django writes for a start; such a file is deployed as it is. `${NAME:?}` makes Compose refuse to start without one. Files for development are left alone.',
  bad: 'services:\n  db:\n    image: mariadb:11\n    environment:\n      MARIADB_ROOT_PASSWORD: example\n',
  good: 'services:\n  db:\n    image: mariadb:11\n    environment:\n      MARIADB_ROOT_PASSWORD: ${MARIADB_ROOT_PASSWORD:?set it in .env}\n',
  check({ services, development }, report) {
    if (development) return;
    for (const service of services)
      for (const { name, text, value } of namedValues(service, 'environment')) {
        const written = text?.trim().toLowerCase() ?? '';
        if (isCredentialName(name) && (weak.has(written) || written.startsWith('django-insecure-')))
          report(
            value.where,
            `${shown(name)} of ${shown(service.name)} has a value that everybody knows; let it come from .env or secrets.`,
          );
      }
  },
});
