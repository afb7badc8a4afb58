import { defineImageRule } from '../image-rule.js';

export const imageBaseEndOfLife = defineImageRule({
  id: 'image-base-end-of-life',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'trusted-base',
  title: 'Start from a release that still gets security fixes',
  why: 'After its last day a distribution mends no more holes, however often the image is rebuilt. The dates are the distributions’ own; of Debian the one of its LTS team.',
  check({ base }, report, { now }) {
    if (base.release && base.supportEnds && base.supportEnds < now)
      report(
        `${base.release.name} has had no security fixes since ${base.supportEnds.toISOString().slice(0, 10)}; move to a newer release.`,
      );
  },
});
