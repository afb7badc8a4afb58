import { settingOf } from '../model/service.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeLinks = defineComposeRule({
  id: 'compose-links',
  severity: 'style',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Reach services by their name, without links',
  why: 'Services on a network reach each other by name since 2016; links are kept for old files. They also order starts, which depends_on says plainly, so they are not removed by a fix.',
  bad: 'services:\n  app:\n    image: app:1.0\n    links: [api]\n  api:\n    image: api:1.0\n',
  good: 'services:\n  app:\n    image: app:1.0\n    depends_on: [api]\n  api:\n    image: api:1.0\n',
  check({ services }, report) {
    for (const service of services) {
      const links = settingOf(service, 'links');
      if (links)
        report(
          links.keyWhere,
          `links of ${shown(service.name)} are not needed: services reach each other by name; use depends_on for the order, and an alias under networks for another name.`,
        );
    }
  },
});
