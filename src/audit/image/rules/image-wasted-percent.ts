import { defineImageRule } from '../image-rule.js';

export const imageWastedPercent = defineImageRule({
  id: 'image-wasted-percent',
  severity: 'warning',
  profile: 'default',
  aliases: { dive: ['highestUserWastedPercent'] },
  principle: 'clean-layers',
  title: 'Waste little of what the image adds to its base',
  why: 'dive’s wasted bytes by the bytes of all layers above the first, which it takes for the base image. It cannot say anything of an image with one layer.',
  check({ dive }, report, { highestUserWastedPercent }) {
    if (dive.wastedUserPercent <= highestUserWastedPercent) return;
    const percent = (part: number) => `${Math.round(part * 100)} %`;
    report(
      `${percent(dive.wastedUserPercent)} of what the layers above the first hold is wasted by dive’s count, more than ${percent(highestUserWastedPercent)}.`,
    );
  },
});
