import { replicasOf } from '../model/limits.js';
import { settingOf } from '../model/service.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeContainerNameReplicas = defineComposeRule({
  id: 'compose-container-name-replicas',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Name no container that there are several of',
  why: 'A name belongs to one container, so Compose refuses a service with container_name and more than one replica.',
  bad: 'services:\n  app:\n    image: app:1.0\n    container_name: app\n    deploy:\n      replicas: 3\n',
  good: 'services:\n  app:\n    image: app:1.0\n    deploy:\n      replicas: 3\n',
  check({ services }, report) {
    for (const service of services) {
      const named = settingOf(service, 'container_name');
      const replicas = replicasOf(service);
      if (named && replicas && replicas.count > 1)
        report(
          named.keyWhere,
          `${shown(service.name)} has ${replicas.count} containers and one name, which Compose refuses; remove container_name.`,
        );
    }
  },
});
