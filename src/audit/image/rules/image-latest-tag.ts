import { parseImageName } from '../../dockerfile/model/stages.js';
import { defineImageRule } from '../image-rule.js';

export const imageLatestTag = defineImageRule({
  id: 'image-latest-tag',
  severity: 'info',
  profile: 'default',
  aliases: { dockle: ['DKL-DI-0006'] },
  principle: 'pinned-base',
  title: 'Tag an image with a version',
  why: '`latest`, which is also what no tag means, is whatever was built last: nobody can tell which one runs, and there is no going back. An image that is named by its digest or id is named exactly.',
  check({ reference }, report) {
    if (!reference || /^(?:sha256:)?[0-9a-f]{12,64}$/.test(reference)) return;
    const { tag, digest } = parseImageName(reference);
    if (digest || (tag !== null && tag !== undefined && tag !== '' && tag !== 'latest')) return;
    report(
      `${reference.slice(0, 120)} has ${tag ? 'the tag latest' : 'no tag, which means latest'}; tag it with its version.`,
    );
  },
});
