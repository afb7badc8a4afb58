import { parseImageName } from '../../model/stages.js';
import { defineRule } from '../../rule.js';

export const baseLatest = defineRule({
  id: 'base-latest',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL3007'],
    trivy: ['DS-0001'],
    checkov: ['CKV_DOCKER_7'],
    kics: ["Image Version Using 'latest'"],
    dockle: ['DKL-DI-0006'],
    dockerfilelint: ['latest_tag'],
  },
  principle: 'pinned-base',
  title: 'Name a release of the base image',
  why: '`latest` is whatever was pushed last: the same Dockerfile builds on another system next month, and nobody can tell which one is running.',
  bad: 'FROM debian:latest\n',
  good: 'FROM debian:13-slim\n',
  check({ stages }, report) {
    for (const { from, base, resolvedImage } of stages) {
      if (!from || base || resolvedImage === null) continue;
      const { tag, digest } = parseImageName(resolvedImage);
      const [image] = from.words;
      if (image && tag === 'latest' && !digest)
        report(image, `${image.value} is whatever was pushed last; name a release, such as a version tag.`);
    }
  },
});
