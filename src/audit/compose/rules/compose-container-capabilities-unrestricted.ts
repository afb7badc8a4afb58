import { settingOf } from '../model/service.js';
import { itemsOf, textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeContainerCapabilitiesUnrestricted = defineComposeRule({
  id: 'compose-container-capabilities-unrestricted',
  severity: 'info',
  profile: 'strict',
  aliases: { kics: ['Container Capabilities Unrestricted'] },
  principle: 'least-privilege',
  title: 'Drop the capabilities that are not used',
  why: 'The engine leaves 14 capabilities to a container, of which a service on a port above 1023 uses none. As KICS reads it: capabilities must be dropped, and none added; what is added although it is dangerous is compose-dangerous-capability.',
  bad: 'services:\n  app:\n    image: app:1.0\n',
  good: 'services:\n  app:\n    image: app:1.0\n    cap_drop: [ALL]\n',
  check({ services }, report) {
    for (const service of services) {
      const added = settingOf(service, 'cap_add');
      const names = itemsOf(added?.value).flatMap((item) => textOf(item) ?? []);
      if (added && names.length > 0)
        report(
          added.keyWhere,
          `${shown(service.name)} is given ${shown(names.join(', '))}; leave out what it runs without.`,
        );
      if (service.complete && !settingOf(service, 'cap_drop'))
        report(
          service.where,
          `${shown(service.name)} keeps every capability that the engine gives; set cap_drop: [ALL] and add back what it needs.`,
        );
    }
  },
});
