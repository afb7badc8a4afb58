import { type Mount, mountsOf } from '../model/mounts.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeSharedVolumesBetweenContainers = defineComposeRule({
  id: 'compose-shared-volumes-between-containers',
  severity: 'style',
  profile: 'strict',
  aliases: { kics: ['Shared Volumes Between Containers'] },
  principle: 'persistent-data',
  title: 'Let one service own a volume',
  why: "Two services that write to one folder overwrite each other's files unless both lock. Often it is meant (a web server that shows another's uploads), then a comment can say so. KICS also reports a named volume that one service alone uses; that is no sharing.",
  bad: 'services:\n  api:\n    image: api:1.0\n    volumes: ["uploads:/srv/uploads"]\n  worker:\n    image: worker:1.0\n    volumes: ["uploads:/in"]\nvolumes:\n  uploads:\n',
  good: 'services:\n  api:\n    image: api:1.0\n    volumes: ["uploads:/srv/uploads"]\n  worker:\n    image: worker:1.0\n    volumes: ["scratch:/in"]\nvolumes:\n  uploads:\n  scratch:\n',
  check({ services }, report) {
    const users = new Map<string, { service: string; mount: Mount }[]>();
    for (const { name, mount } of services.flatMap((service) =>
      mountsOf(service).map((mount) => ({ name: service.name, mount })),
    )) {
      if (mount.source === null || (mount.type !== 'bind' && mount.type !== 'volume')) continue;
      const known = users.get(mount.source);
      if (known) known.push({ service: name, mount });
      else users.set(mount.source, [{ service: name, mount }]);
    }
    for (const [source, uses] of users) {
      const names = new Set(uses.map(({ service }) => service));
      if (names.size < 2) continue;
      const [first = '', second = ''] = names;
      for (const { service, mount } of uses)
        report(
          mount.value.where,
          `${shown(source)} of ${shown(service)} is also in ${shown(service === first ? second : first)}; give each a volume of its own, or mount it :ro where it is only read.`,
        );
    }
  },
});
