import { parseImageName } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { hasUnknown, imageUses } from './image-uses.js';

export const baseDigest = defineRule({
  id: 'base-digest',
  severity: 'style',
  profile: 'strict',
  aliases: {},
  principle: 'pinned-base',
  title: 'Pin the base image by its digest',
  why: 'A tag can be pushed again, by its owner or by whoever took the account; a digest names the bytes. It has to be moved on purpose, by a tool such as Renovate or Dependabot, or the base ages: so this is for those who have one.',
  bad: 'FROM debian:13-slim\n',
  good: `FROM debian:13-slim@sha256:${'4f'.repeat(32)}\n`,
  check(dockerfile, report) {
    for (const { reference, written, where } of imageUses(dockerfile)) {
      if (parseImageName(reference).digest !== null || hasUnknown(reference)) continue;
      report(where, `${written} can be pushed again with other content; add its digest, NAME:TAG@sha256:...`);
    }
  },
});
