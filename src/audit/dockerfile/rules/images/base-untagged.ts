import { parseImageName } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { baseImages, withoutUnknown } from './image-uses.js';

export const baseUntagged = defineRule({
  id: 'base-untagged',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL3006'],
    trivy: ['DS-0001'],
    checkov: ['CKV_DOCKER_7'],
    kics: ['Image Version Not Explicit'],
    dockerfilelint: ['missing_tag'],
  },
  principle: 'pinned-base',
  title: 'Write the tag of the base image',
  why: 'Without a tag Docker takes `latest`, whatever was pushed last. `FROM $IMAGE` is silent, since the tag may be in the variable; `FROM $REGISTRY/ubuntu` is not, since no registry puts a tag there (as Trivy has it; hadolint is silent on every name that starts with a variable).',
  bad: 'FROM debian\n',
  good: 'FROM debian:13-slim\n',
  check(dockerfile, report) {
    for (const { reference, written, where } of baseImages(dockerfile)) {
      const { tag, digest } = parseImageName(reference);
      const last = reference.slice(reference.lastIndexOf('/') + 1);
      if (tag !== null || digest !== null || last === '' || last.startsWith('$')) continue;
      if (withoutUnknown(reference) === 'scratch') continue;
      report(where, `${written} has no tag, so it is whatever was pushed last; write the release that you want.`);
    }
  },
});
