import { type PublishedPort, portsOf } from '../model/ports.js';
import { type Service, settingOf } from '../model/service.js';
import { itemsOf, textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composePrivilegedPortsMappedInContainer = defineComposeRule({
  id: 'compose-privileged-ports-mapped-in-container',
  severity: 'style',
  profile: 'strict',
  aliases: { kics: ['Privileged Ports Mapped In Container'] },
  principle: 'least-privilege',
  title: 'Publish ports above 1023',
  why: "Programs that listen below 1024 were once root's; inside a container the engine lets any user do so, which is why most leave this out. As KICS reads it: a port below 1024 on either side, unless NET_BIND_SERVICE is dropped, to which ALL is added here.",
  bad: 'services:\n  app:\n    image: app:1.0\n    ports: ["8080:80"]\n',
  good: 'services:\n  app:\n    image: app:1.0\n    ports: ["8080:8080"]\n',
  check({ services }, report) {
    for (const service of services) {
      if (dropsBinding(service)) continue;
      for (const port of portsOf(service)) {
        const low = lowPort(port);
        if (low !== undefined)
          report(
            port.value.where,
            `${shown(service.name)} uses port ${low}, one below 1024; listen on a higher one and drop NET_BIND_SERVICE.`,
          );
      }
    }
  },
});

function dropsBinding(service: Service): boolean {
  return itemsOf(settingOf(service, 'cap_drop')?.value).some((item) =>
    ['NET_BIND_SERVICE', 'ALL'].includes(textOf(item)?.toUpperCase().replace(/^CAP_/, '') ?? ''),
  );
}

/** Numbers of a range count each, on either side. */
function lowPort({ host, container }: PublishedPort): number | undefined {
  return [host, container]
    .flatMap((port) => (port ?? '').split('-', 2))
    .filter((port) => /^\d{1,5}$/.test(port))
    .map(Number)
    .find((port) => port < 1024);
}
