import { firstPort, isOpen, portsOf } from '../model/ports.js';
import { settingOf } from '../model/service.js';
import { textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { backingImageOf } from './backing-images.js';
import { shown } from './shown.js';

export const composeDatabasePortOpen = defineComposeRule({
  id: 'compose-database-port-open',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'private-network',
  title: 'Keep databases off the network of the host',
  why: 'Other services of the file reach a database by its name; a published port is for people. Without an address it is open to the whole network, past rules of ufw, and Redis or MongoDB with no password there are found within hours.',
  bad: 'services:\n  cache:\n    image: redis:7-alpine\n    ports: ["6379:6379"]\n',
  good: 'services:\n  cache:\n    image: redis:7-alpine\n    ports: ["127.0.0.1:6379:6379"]\n',
  check({ services, development }, report) {
    // what is run by name for development is on a developer's machine
    if (development) return;
    for (const service of services) {
      const image = backingImageOf(service);
      if (!image || textOf(settingOf(service, 'network_mode')?.value) === 'host') continue;
      for (const port of portsOf(service)) {
        const container = firstPort(port.container);
        if (container !== null && image.ports.includes(container) && isOpen(port) && !port.unknown)
          report(
            port.value.where,
            `${image.kind} in ${shown(service.name)} can be reached from outside on port ${container}; remove the port, or begin it with 127.0.0.1:.`,
          );
      }
    }
  },
});
