import { settingOf } from '../model/service.js';
import { textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeSharedHostNetworkNamespace = defineComposeRule({
  id: 'compose-shared-host-network-namespace',
  severity: 'warning',
  profile: 'default',
  aliases: { kics: ['Shared Host Network Namespace'] },
  principle: 'least-privilege',
  title: 'Give the service a network of its own',
  why: "On the host's network a service reaches everything that listens on 127.0.0.1 of the host, and each of its ports is open to the outside, whatever ports says. Published ports do what is mostly wanted.",
  bad: 'services:\n  app:\n    image: app:1.0\n    network_mode: host\n',
  good: 'services:\n  app:\n    image: app:1.0\n    ports: ["127.0.0.1:8080:8080"]\n',
  check({ services }, report) {
    for (const service of services) {
      const entry = settingOf(service, 'network_mode');
      if (entry && textOf(entry.value) === 'host')
        report(
          entry.keyWhere,
          `${shown(service.name)} shares the network of the host and reaches whatever listens on its loopback; publish the ports that it serves instead.`,
        );
    }
  },
});
