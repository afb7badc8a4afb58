import { namedValues } from '../model/variables.js';
import { defineComposeRule } from '../rule.js';
import { misreadBy, quoted } from './misread-scalar.js';
import { shown } from './shown.js';

/** Settings whose values are texts, whatever they look like. */
const textSettings = [['environment'], ['labels'], ['build', 'args'], ['build', 'labels'], ['deploy', 'labels']];

export const composeAmbiguousValue = defineComposeRule({
  id: 'compose-ambiguous-value',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'environment-configuration',
  title: 'Quote values that YAML does not read as text',
  why: 'A variable is a text, but YAML reads 3.10 as 3.1, 0755 as 493, 1e3 as 1000 and True as true before Compose sees it; readers of YAML 1.1 (podman-compose, Ansible, docker-compose 1) also take yes, no, on and off for truth values and 12:30 for a number. In quotes all read the same.',
  bad: 'services:\n  app:\n    image: app:1.0\n    environment:\n      PYTHON: 3.10 # the line\n      MODE: 0755\n      DEBUG: off\n',
  good: 'services:\n  app:\n    image: app:1.0\n    environment:\n      PYTHON: "3.10" # the line\n      MODE: "0755"\n      DEBUG: "off"\n      WORKERS: 4\n      CACHE: true\n',
  check({ services }, report) {
    for (const service of services)
      for (const keys of textSettings)
        for (const { name, value, form } of namedValues(service, ...keys)) {
          // an item of a list is NAME=value, a text in any case
          if (form === 'list' || value.kind !== 'scalar' || !value.plain || value.tag) continue;
          const reading = misreadBy(value.text);
          // the value may be a secret: the message does not hold it
          if (reading)
            report(
              value.where,
              `${shown(name)} of ${shown(service.name)} is ${reading}; put it in quotes.`,
              quoted(value),
            );
        }
  },
});
