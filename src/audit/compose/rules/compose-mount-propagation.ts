import { mountsOf } from '../model/mounts.js';
import { entryAt } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeMountPropagation = defineComposeRule({
  id: 'compose-mount-propagation',
  severity: 'info',
  profile: 'strict',
  aliases: { kics: ['Volume Mounted In Multiple Containers'] },
  principle: 'least-privilege',
  title: 'Let no mount propagate',
  why: 'With shared propagation what a container mounts appears on the host and in other containers; with slave it sees what the host mounts later. Tools that watch file systems need slave, nothing else does. KICS reads the long form; the short one (`:rshared`) is read too.',
  bad: 'services:\n  app:\n    image: app:1.0\n    volumes: ["./data:/data:rshared"]\n',
  good: 'services:\n  app:\n    image: app:1.0\n    volumes: ["./data:/data"]\n',
  check({ services }, report) {
    for (const service of services)
      for (const { propagation, value } of mountsOf(service))
        if (propagation !== null && /^r?(?:shared|slave)$/.test(propagation))
          report(
            entryAt(value, 'bind', 'propagation')?.value.where ?? value.where,
            `Mounts move between ${shown(service.name)} and the host (${propagation}); leave propagation out.`,
          );
  },
});
