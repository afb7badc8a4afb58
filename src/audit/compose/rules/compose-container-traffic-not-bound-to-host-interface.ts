import { isOpen, portsOf } from '../model/ports.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeContainerTrafficNotBoundToHostInterface = defineComposeRule({
  id: 'compose-container-traffic-not-bound-to-host-interface',
  severity: 'info',
  profile: 'strict',
  aliases: { kics: ['Container Traffic Not Bound To Host Interface'] },
  principle: 'private-network',
  title: 'Say on which address a port is published',
  why: "Without an address a port is open on all interfaces of the host, past rules of ufw and firewalld, which the engine's own come before. 0.0.0.0 says the same, so it is reported too, unlike by KICS. A port of a database is compose-database-port-open.",
  bad: 'services:\n  app:\n    image: app:1.0\n    ports: ["8080:80"]\n',
  good: 'services:\n  app:\n    image: app:1.0\n    ports: ["127.0.0.1:8080:80", "[::1]:8081:81"]\n',
  check({ services }, report) {
    for (const service of services)
      for (const port of portsOf(service))
        if (isOpen(port) && !port.unknown)
          report(
            port.value.where,
            `Port ${shown(port.container ?? '')} of ${shown(service.name)} is open on every interface; name the address, such as 127.0.0.1.`,
          );
  },
});
