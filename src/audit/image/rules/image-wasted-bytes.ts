import { defineImageRule } from '../image-rule.js';
import { megabytes } from './file-groups.js';

export const imageWastedBytes = defineImageRule({
  id: 'image-wasted-bytes',
  severity: 'warning',
  profile: 'default',
  aliases: { dive: ['highestWastedBytes'] },
  principle: 'clean-layers',
  title: 'Stay below the wasted bytes that were agreed on',
  why: 'dive counts all copies of each path that stands in several layers. There is no limit unless one is set, as in dive.',
  check({ dive }, report, { highestWastedBytes }) {
    if (highestWastedBytes !== null && dive.wastedBytes > highestWastedBytes)
      report(`${megabytes(dive.wastedBytes)} are wasted by dive’s count, more than ${megabytes(highestWastedBytes)}.`);
  },
});
