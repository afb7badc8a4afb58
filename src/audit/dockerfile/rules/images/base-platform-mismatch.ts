import { expand } from '../../model/variables.js';
import { defineRule } from '../../rule.js';
import { parsePlatform, platformOfImage } from './image-platform.js';
import { baseImages } from './image-uses.js';

export const basePlatformMismatch = defineRule({
  id: 'base-platform-mismatch',
  severity: 'warning',
  profile: 'default',
  aliases: { buildkit: ['InvalidBaseImagePlatform'] },
  principle: 'trusted-base',
  title: 'Ask for a platform that the base image has',
  why: 'An image of another platform is pulled all the same and then fails with "exec format error", or runs slowly under emulation. BuildKit compares what it pulled with what it builds; from the file alone this follows where the image is named for one platform (`arm64v8/python`, `nanoserver`) and --platform says another.',
  bad: 'FROM --platform=linux/amd64 arm64v8/python:3.13-slim\n',
  good: 'FROM --platform=$BUILDPLATFORM python:3.13-slim\n',
  check(dockerfile, report) {
    for (const { reference, written, where, stage } of baseImages(dockerfile)) {
      const asked = stage.platform === null ? null : expand(stage.platform, dockerfile.globals);
      if (!asked) continue;
      const wanted = parsePlatform(asked);
      const has = platformOfImage(reference);
      if (differ(wanted.os, has.os) || differ(wanted.architecture, has.architecture))
        report(
          where,
          `${written} is for ${[has.os, has.architecture].filter(Boolean).join('/')}, and --platform asks for ${asked}; use the image without a platform in its name.`,
        );
    }
  },
});

function differ(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}
