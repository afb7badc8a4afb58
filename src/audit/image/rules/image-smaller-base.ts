import { defineImageRule } from '../image-rule.js';
import { megabytes } from './file-groups.js';

export const imageSmallerBase = defineImageRule({
  id: 'image-smaller-base',
  severity: 'style',
  profile: 'default',
  aliases: {},
  principle: 'minimal-runtime',
  title: 'Take a smaller base image where one serves',
  why: 'Every package of the base is downloaded on every node, scanned and patched. Named is one that runs the same software and is a third smaller at least.',
  check({ base }, report) {
    const { smaller, sizeBytes, layers } = base;
    if (smaller && layers !== null)
      report(
        `The base image has ${megabytes(sizeBytes)}; ${smaller.name} has about ${megabytes(smaller.sizeBytes)} (${smaller.caveat}).`,
      );
  },
});
