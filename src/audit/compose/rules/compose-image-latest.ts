import { settingOf } from '../model/service.js';
import { defineComposeRule } from '../rule.js';
import { imageOf } from './backing-images.js';
import { shown } from './shown.js';

export const composeImageLatest = defineComposeRule({
  id: 'compose-image-latest',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'pinned-base',
  title: 'Name a release of each image',
  why: 'Without a tag, or with latest, the next pull may bring another major version: a database that then does not read its own files. A service that is built here names its own result, which no pull replaces. Defaults of variables count (`${TAG:-latest}`).',
  bad: 'services:\n  db:\n    image: postgres\n    volumes: ["data:/var/lib/postgresql"]\nvolumes:\n  data:\n',
  good: 'services:\n  db:\n    image: postgres:17-alpine\n    volumes: ["data:/var/lib/postgresql"]\nvolumes:\n  data:\n',
  check({ services }, report) {
    for (const service of services) {
      const entry = settingOf(service, 'image');
      const image = imageOf(service);
      if (!entry || !image || image.digest || settingOf(service, 'build')) continue;
      const name = shown(image.name);
      if (image.tag === null)
        report(
          entry.value.where,
          `${name} has no tag, so the next pull may bring another major version; name a release.`,
        );
      else if (image.tag === 'latest')
        report(entry.value.where, `${name}:latest is whatever was pushed last; name a release.`);
    }
  },
});
