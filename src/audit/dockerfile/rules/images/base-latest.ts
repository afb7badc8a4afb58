import { parseImageName } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { imageUses, withoutUnknown } from './image-uses.js';

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
  why: '`latest` is whatever was pushed last: the same Dockerfile builds on another system next month, and nobody can tell which one is running. A digest beside it decides, so that is fine (as hadolint has it; KICS reports it still). Images that COPY and mounts take files from are judged too, and so are `latest-` variants.',
  bad: 'FROM debian:latest\n',
  good: 'FROM debian:13-slim\n',
  check(dockerfile, report) {
    for (const { reference, written, where } of imageUses(dockerfile)) {
      const { tag, digest } = parseImageName(reference);
      if (digest === null && tag !== null && isLatest(withoutUnknown(tag)))
        report(where, `${written} is whatever was pushed last; name a release, such as a version tag.`);
    }
  },
});

function isLatest(tag: string): boolean {
  return /^latest(?:[-_.]|$)|[-_.]latest$/.test(tag);
}
