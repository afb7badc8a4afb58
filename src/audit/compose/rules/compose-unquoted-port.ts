import { settingOf } from '../model/service.js';
import { itemsOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { quoted } from './misread-scalar.js';
import { shown } from './shown.js';

/** A number in base 60 for YAML 1.1: all parts after the first below 60. */
const base60 = /^[1-9]\d{0,5}(?::[0-5]?\d){1,3}$/;

export const composeUnquotedPort = defineComposeRule({
  id: 'compose-unquoted-port',
  severity: 'style',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Quote ports that look like a time',
  why: 'For readers of YAML 1.1 (podman-compose, docker-compose 1, Ansible) 22:22 without quotes is the number 1342, as 22 minutes and 22 seconds are 1342 seconds. Only ports below 60 on the right can be read so.',
  bad: 'services:\n  git:\n    image: git:1.0\n    ports:\n      - 2222:22 # ssh\n',
  good: 'services:\n  git:\n    image: git:1.0\n    ports:\n      - "2222:22" # ssh\n      - 8080:80\n',
  check({ services }, report) {
    for (const service of services)
      for (const key of ['ports', 'expose'])
        for (const item of itemsOf(settingOf(service, key)?.value))
          if (item.kind === 'scalar' && item.plain && !item.tag && base60.test(item.text))
            report(
              item.where,
              `${shown(item.text)} of ${shown(service.name)} is a number in base 60 for readers of YAML 1.1; put it in quotes.`,
              quoted(item),
            );
  },
});
