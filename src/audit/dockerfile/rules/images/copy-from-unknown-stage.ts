import { defineRule } from '../../rule.js';
import { namesStage, stagesByName } from './stage-names.js';
import { sourceReferences } from './stage-references.js';

export const copyFromUnknownStage = defineRule({
  id: 'copy-from-unknown-stage',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3022'] },
  principle: 'plain-instructions',
  title: 'Copy from a stage above, or from an image with a tag',
  why: 'What is no stage above, Docker takes for an image: a misspelt `--from=bulid` pulls docker.io/library/bulid, whoever may own it. A tag or a digest says that an image is meant. Mounts of RUN are read the same way. A named build context has no tag either; where you use one, ignore this.',
  bad: 'FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=bulid /app /app\n',
  good: 'FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=build /app /app\nCOPY --from=busybox:1.37 /bin/sh /bin/sh\n',
  check(dockerfile, report) {
    const names = stagesByName(dockerfile);
    for (const source of sourceReferences(dockerfile)) {
      const { value, where } = source;
      if (value.includes(':') || namesStage(source, names)) continue;
      report(where, `${value} is no stage above; name one, or write a tag if an image is meant.`);
    }
  },
});
