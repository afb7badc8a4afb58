import { mountsOf } from '../model/mounts.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

/** Folders that people cover on purpose, so that a mounted source does not hide what the image has. */
const covered = /(?:^|\/)(?:node_modules|vendor|\.venv|venv|\.next|dist|build|target|__pycache__|\.cache)(?:\/|$)/;

export const composeAnonymousVolume = defineComposeRule({
  id: 'compose-anonymous-volume',
  severity: 'style',
  profile: 'strict',
  aliases: { kics: ['Volume Has Sensitive Host Directory'] },
  principle: 'persistent-data',
  title: 'Name volumes',
  why: 'A path alone is no folder of the host, as it may look: it makes a volume without a name, which the next container does not find. Earlier releases of KICS took such a path for one of the host. Folders of dependencies are covered so on purpose and are left alone.',
  bad: 'services:\n  files:\n    image: files:3.0\n    volumes:\n      - /var/lib/files\n',
  good: 'services:\n  files:\n    image: files:3.0\n    volumes:\n      - files:/var/lib/files\n      - /app/node_modules\nvolumes:\n  files:\n',
  check({ services }, report) {
    for (const service of services)
      for (const { type, target, value } of mountsOf(service))
        if (type === 'anonymous' && target?.startsWith('/') && !covered.test(target))
          report(
            value.where,
            `${shown(target)} of ${shown(service.name)} is a volume without a name and is lost with the container; write NAME:${shown(target)}.`,
          );
  },
});
