import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeDuplicateKey = defineComposeRule({
  id: 'compose-duplicate-key',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Write each key once',
  why: 'Compose refuses a mapping that has a key twice; other readers silently take one of the two.',
  bad: 'services:\n  app:\n    image: app:1.0\n    restart: always\n    restart: "no"\n',
  good: 'services:\n  app:\n    image: app:1.0\n    restart: "no"\n',
  check({ duplicates, lines }, report) {
    for (const { key, where, first } of duplicates)
      report(
        where,
        `${shown(key)} is already set in line ${lines.position(first.start).line}, so Compose refuses the file; remove one of them.`,
      );
  },
});
