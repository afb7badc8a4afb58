import { type Mount, mountsOf } from '../model/mounts.js';
import { type Service, settingOf } from '../model/service.js';
import { itemsOf, textOf } from '../model/value.js';
import { namedValues } from '../model/variables.js';
import { defineComposeRule } from '../rule.js';
import { backingImageOf } from './backing-images.js';
import { shown } from './shown.js';

export const composeDatabaseWithoutVolume = defineComposeRule({
  id: 'compose-database-without-volume',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'persistent-data',
  title: "Keep a database's data in a named volume",
  why: 'The images of databases declare their data folder as a volume, so without a mount it goes to one without a name: `docker compose down` and up again starts with an empty database. A tmpfs there says that this is meant; files for development and tests are left alone.',
  bad: 'services:\n  db:\n    image: postgres:17-alpine\n    volumes:\n      - /var/lib/postgresql/data\n',
  good: 'services:\n  db:\n    image: postgres:17-alpine\n    volumes:\n      - data:/var/lib/postgresql/data\nvolumes:\n  data:\n',
  check({ services, development }, report) {
    if (development) return;
    for (const service of services) {
      const image = backingImageOf(service);
      if (!image?.data || !service.complete || movesData(service)) continue;
      const { data } = image;
      const mounts = mountsOf(service);
      if (mounts.some((mount) => mount.type !== 'anonymous' && covers(mount.target, data))) continue;
      if (
        itemsOf(settingOf(service, 'tmpfs')?.value).some((item) => covers(textOf(item)?.split(':', 1)[0] ?? null, data))
      )
        continue;
      report(
        anonymousAt(mounts, data)?.value.where ?? service.where,
        `The data of ${shown(service.name)} (${image.kind}) is lost with the container; mount a named volume at ${data}.`,
      );
    }
  },
});

function anonymousAt(mounts: readonly Mount[], data: string): Mount | undefined {
  return mounts.find(({ type, target }) => type === 'anonymous' && covers(target, data));
}

/** Either lies in the other. A target with variables is taken to fit. */
function covers(target: string | null, data: string): boolean {
  if (target === null) return false;
  const plain = target.length > 1 ? target.replace(/\/$/, '') : target;
  return plain.includes('$') || plain === data || plain.startsWith(`${data}/`) || data.startsWith(`${plain}/`);
}

/** It keeps its data elsewhere, as its command or environment says, or in another service's volumes. */
function movesData(service: Service): boolean {
  const moved = namedValues(service, 'environment').some(({ name }) => /^PGDATA$|DATA_?(?:DIR|PATH)$/.test(name));
  const command = itemsOf(settingOf(service, 'command')?.value).map((item) => textOf(item) ?? '');
  const named = command.some((word) => /data_?dir|dbpath|path\.data/i.test(word));
  return moved || named || settingOf(service, 'volumes_from') !== undefined;
}
