import { expandKnown, platformArguments } from '../../model/variables.js';
import { defineRule } from '../../rule.js';
import { isImageName } from './image-name-grammar.js';
import { withoutUnknown } from './image-uses.js';

export const fromInvalidDefaultArg = defineRule({
  id: 'from-invalid-default-arg',
  severity: 'warning',
  profile: 'default',
  aliases: { buildkit: ['InvalidDefaultArgInFrom'] },
  principle: 'plain-instructions',
  title: 'Give the image of FROM a name that works by default',
  why: 'Whoever builds the file does so first without --build-arg; then an ARG without a default is empty, and Docker ends with "invalid reference format", which does not say which argument it wants. An empty part is fine where the rest is still a name.',
  bad: 'ARG VERSION\nFROM python:${VERSION}\n',
  good: 'ARG VERSION=3.13-slim\nFROM python:${VERSION}\n',
  check({ stages, globals }, report) {
    // the builder fills these in
    const variables = new Map(
      [...globals].map(([name, value]) => [name, platformArguments.has(name) ? (value ?? 'x') : value]),
    );
    for (const { from, base } of stages) {
      const image = from?.words[0];
      if (!image || base) continue;
      const reference = withoutUnknown(expandKnown(image.value, variables));
      if (isImageName(reference)) continue;
      report(
        image,
        image.value.includes('$')
          ? `Without build arguments ${image.value} is ${reference ? `"${reference}"` : 'empty'}, which is no image's name; give its ARG a default.`
          : `${image.value} is no image's name: lower case, then a tag after ":" or a digest after "@".`,
      );
    }
  },
});
