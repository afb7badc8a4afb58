import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

const known = new Set([
  'name',
  'version',
  'services',
  'include',
  'volumes',
  'networks',
  'secrets',
  'configs',
  'models',
]);

export const composeUnknownKey = defineComposeRule({
  id: 'compose-unknown-key',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Write only keys that Compose knows at the top',
  why: 'Compose refuses a file with another key at its top (`additional properties not allowed`). What is meant for other programs, or as an anchor, begins with `x-`.',
  bad: 'services:\n  app:\n    image: app:1.0\nvolume:\n  data: {}\n',
  good: 'services:\n  app:\n    image: app:1.0\nvolumes:\n  data: {}\nx-note: {}\n',
  check({ documents }, report) {
    for (const { entries } of documents)
      for (const { key, keyWhere } of entries.values())
        if (!known.has(key) && !key.startsWith('x-') && key !== '<<')
          report(
            keyWhere,
            `Compose knows no ${shown(key)} at the top and refuses the file; correct it, or begin it with x-.`,
          );
  },
});
