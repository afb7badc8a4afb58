import { defineRule } from '../../rule.js';
import { endedReleases } from './end-of-life.js';
import { hasUnknown, imageUses } from './image-uses.js';

export const baseEndOfLife = defineRule({
  id: 'base-end-of-life',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'patched-packages',
  title: 'Start from a release that still gets security fixes',
  why: 'After its end of life a release gets no fixes, whatever is found in it; the image on Docker Hub is not even rebuilt. The release is read from the tag, that of the system in it too (`node:22-buster`), and compared with dates that its makers publish; what the tag does not say is not judged.',
  bad: 'FROM python:3.7-slim\n',
  good: 'FROM python:3.13-slim\n',
  check(dockerfile, report) {
    const today = new Date().toISOString().slice(0, 10);
    for (const { reference, written, where } of imageUses(dockerfile)) {
      if (hasUnknown(reference)) continue;
      for (const { release, ended, kept } of endedReleases(reference, today))
        report(
          where,
          `${written}: ${release} has had no security fixes since ${ended}; move to a release that is kept${kept ? `, such as ${kept}` : ''}.`,
        );
    }
  },
});
