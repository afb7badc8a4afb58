import { parseImageName } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { baseImages } from './image-uses.js';

export const baseMajorOnlyTag = defineRule({
  id: 'base-major-only-tag',
  severity: 'style',
  profile: 'strict',
  aliases: {},
  principle: 'pinned-base',
  title: 'Pin more than the major version of the base image',
  why: '`python:3` moves from 3.13 to 3.14 on release day: packages without wheels for the new version fail to install, in a build that worked an hour before. Where the major version is the line that gets only fixes (`postgres:17`, `debian:13`) this is a matter of taste, hence strict only.',
  bad: 'FROM python:3-slim\n',
  good: 'FROM python:3.13-slim\n',
  check(dockerfile, report) {
    for (const { reference, written, where } of baseImages(dockerfile)) {
      const { tag, digest } = parseImageName(reference);
      // six digits and more are a date, which moves nowhere
      if (digest === null && tag !== null && /^v?\d{1,5}(?:-|$)/.test(tag))
        report(where, `${written} moves with every release of its major version; pin the minor version as well.`);
    }
  },
});
