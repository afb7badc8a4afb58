import { namedValues } from '../model/variables.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

const open = new Map<string, RegExp>([
  ['POSTGRES_HOST_AUTH_METHOD', /^trust$/i],
  ['MYSQL_ALLOW_EMPTY_PASSWORD', /^(?!$|0$|no$|false$)/i],
  ['MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', /^(?!$|0$|no$|false$)/i],
  ['ALLOW_EMPTY_PASSWORD', /^yes$/i],
]);

export const composeDatabaseWithoutPassword = defineComposeRule({
  id: 'compose-database-without-password',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'least-privilege',
  title: 'Give a database a password',
  why: "With POSTGRES_HOST_AUTH_METHOD=trust every container of the network is the superuser without a password, which the image's documentation advises against; the switches for an empty password do the same to MySQL, MariaDB and others. Files for development are left alone.",
  bad: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_HOST_AUTH_METHOD: trust\n',
  good: 'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db\n',
  check({ services, development }, report) {
    if (development) return;
    for (const service of services)
      for (const { name, text, value } of namedValues(service, 'environment'))
        if (text !== null && open.get(name)?.test(text.trim()))
          report(
            value.where,
            `${name} lets everyone in the network of ${shown(service.name)} in without a password; remove it and set one.`,
          );
  },
});
