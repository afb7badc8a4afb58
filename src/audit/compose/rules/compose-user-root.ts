import { settingOf } from '../model/service.js';
import { itemsOf, textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeUserRoot = defineComposeRule({
  id: 'compose-user-root',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'non-root',
  title: 'Run services as another user than root',
  why: '`user: root` takes back the USER of the image: who breaks into the service can write everywhere in the container. A service that only sets the owner of a volume needs root and ends; one whose command is chown is left alone.',
  bad: 'services:\n  app:\n    image: app:1.0\n    user: root\n',
  good: 'services:\n  app:\n    image: app:1.0\n    user: "1000:1000"\n',
  check({ services, development }, report) {
    if (development) return;
    for (const service of services) {
      const user = settingOf(service, 'user');
      const name = textOf(user?.value)?.split(':', 1)[0];
      if (!user || (name !== 'root' && !/^0+$/.test(name ?? ''))) continue;
      const starts = ['entrypoint', 'command'].flatMap((key) => itemsOf(settingOf(service, key)?.value).map(textOf));
      if (starts.some((word) => /\bch(?:own|mod)\b/.test(word ?? ''))) continue;
      report(
        user.value.where,
        `${shown(service.name)} runs as root whatever its image says; name another user, or leave it to the image.`,
      );
    }
  },
});
