import type { Span } from '../../finding.js';
import { dependenciesOf } from '../model/dependencies.js';
import { mountsOf } from '../model/mounts.js';
import type { Declared } from '../model/parse-compose.js';
import { type Service, settingOf } from '../model/service.js';
import { entriesOf, entryAt, itemsOf, textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

interface Reference {
  section: Declared | 'services';
  name: string;
  where: Span;
}

export const composeUndefinedReference = defineComposeRule({
  id: 'compose-undefined-reference',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Declare what services refer to',
  why: 'Compose refuses a file in which a service names a volume, network, secret, config or service that is declared nowhere. Files that include others are left alone, and those with a name of their own (compose.prod.yaml), which may be read after another one.',
  bad: 'services:\n  db:\n    image: postgres:17-alpine\n    volumes: ["data:/var/lib/postgresql/data"]\n',
  good: 'services:\n  db:\n    image: postgres:17-alpine\n    volumes: ["data:/var/lib/postgresql/data"]\nvolumes:\n  data:\n',
  check(compose, report) {
    if (compose.includes || compose.override || !isWhole(compose.path)) return;
    const services = new Set(compose.services.map(({ name }) => name));
    for (const service of compose.services)
      for (const { section, name, where } of referencesOf(service)) {
        const known = section === 'services' ? services.has(name) : compose.declared[section].has(name);
        if (!known && !name.includes('$')) report(where, message(section, name, service));
      }
  },
});

/** A name that Compose reads by itself, or none: nothing is read before it. */
function isWhole(path: string | null): boolean {
  return path === null || /(?:^|[\\/])(?:docker-)?compose\.ya?ml$/i.test(path);
}

function message(section: Reference['section'], name: string, service: Service): string {
  const kind = section.slice(0, -1);
  return section === 'services'
    ? `${shown(service.name)} waits for ${shown(name)}, a service that is not in this file; mend the name, or remove it.`
    : `${shown(service.name)} uses the ${kind} ${shown(name)}, which is not declared; add it under ${section} at the top of the file.`;
}

function referencesOf(service: Service): Reference[] {
  return [
    ...mountsOf(service).flatMap(({ type, source, value }): Reference[] =>
      type === 'volume' && source !== null ? [{ section: 'volumes', name: source, where: value.where }] : [],
    ),
    ...networksOf(service),
    ...grantsOf(service, 'secrets'),
    ...grantsOf(service, 'configs'),
    ...dependenciesOf(service)
      .filter(({ optional }) => !optional)
      .map(({ name, value }): Reference => ({ section: 'services', name, where: value.where })),
  ];
}

/** `default` is there without being declared. */
function networksOf(service: Service): Reference[] {
  const value = settingOf(service, 'networks')?.value;
  const named =
    value?.kind === 'mapping'
      ? entriesOf(value).map(({ key, keyWhere }) => ({ name: key, where: keyWhere }))
      : itemsOf(value).map((item) => ({ name: textOf(item) ?? 'default', where: item.where }));
  return named.filter(({ name }) => name !== 'default').map((reference) => ({ section: 'networks', ...reference }));
}

function grantsOf(service: Service, section: 'secrets' | 'configs'): Reference[] {
  return itemsOf(settingOf(service, section)?.value).flatMap((item): Reference[] => {
    const name = textOf(item) ?? textOf(entryAt(item, 'source')?.value);
    return name === undefined ? [] : [{ section, name, where: item.where }];
  });
}
