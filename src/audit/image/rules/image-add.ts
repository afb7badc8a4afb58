import { shownStep } from '../history.js';
import { defineImageRule } from '../image-rule.js';
import { ownSteps } from './own-steps.js';

export const imageAdd = defineImageRule({
  id: 'image-add',
  severity: 'info',
  profile: 'default',
  aliases: { dockle: ['CIS-DI-0009'], cis: ['4.9'] },
  principle: 'plain-instructions',
  title: 'Copy files with COPY',
  why: 'ADD also unpacks archives and fetches URLs, so that what a name ends with decides what happens. The ADD that starts a base image’s file system is its own business and passes, as in Dockle; so does one of an archive, which COPY cannot do.',
  check(image, report) {
    const first = image.steps.find(({ layer }) => layer !== null);
    for (const step of ownSteps(image)) {
      if (step.keyword !== 'ADD' || step === first) continue;
      const [source = ''] = step.text.split(' ').filter((word) => !word.startsWith('--'));
      if (/\.(?:tar|tgz|tbz2?|txz|tzst)(?:\.\w{1,5})?$|^multi:/i.test(source)) continue;
      report(`${shownStep(step)} could be COPY, which does nothing but copy.`, { layer: step.layer });
    }
  },
});
