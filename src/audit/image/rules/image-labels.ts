import { defineImageRule } from '../image-rule.js';

const prefix = 'org.opencontainers.image.';
const wanted = ['title', 'description', 'version', 'source'];

export const imageLabels = defineImageRule({
  id: 'image-labels',
  severity: 'style',
  profile: 'default',
  aliases: {},
  principle: 'labels',
  title: 'Label an image with what it is',
  why: 'Registries and update tools read the standard labels (https://github.com/opencontainers/image-spec/blob/main/annotations.md): source links an image to its repository and its change log.',
  check({ read }, report) {
    const labels = read.config.config?.Labels ?? {};
    const missing = wanted.filter((name) => !labels[`${prefix}${name}`]);
    if (missing.length > 0) report(`It lacks the labels ${missing.map((name) => `${prefix}${name}`).join(', ')}.`);
  },
});
