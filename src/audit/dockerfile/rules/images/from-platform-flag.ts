import { variableUses } from '../../model/variables.js';
import { defineRule } from '../../rule.js';
import { parsePlatform } from './image-platform.js';

export const fromPlatformFlag = defineRule({
  id: 'from-platform-flag',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL3029'],
    buildkit: ['FromPlatformFlagConstDisallowed'],
    kics: ['Using Platform Flag with FROM Command'],
  },
  principle: 'plain-instructions',
  title: 'Leave the platform to the build command',
  why: 'A constant --platform makes the image for that one platform, whatever `docker build --platform` asks for; elsewhere it runs under emulation or not at all. As in BuildKit a variable is fine, and so is a stage that is named for its platform (`AS build_amd64`); hadolint allows only BUILDPLATFORM and TARGETPLATFORM, KICS nothing.',
  bad: 'FROM --platform=linux/amd64 debian:13-slim\n',
  good: 'FROM --platform=$BUILDPLATFORM debian:13-slim\n',
  check({ stages }, report) {
    for (const { from, name, platform } of stages) {
      const flag = from?.flag('platform');
      if (!flag || !platform || variableUses(platform).length > 0) continue;
      if (isNamedFor(name?.toLowerCase() ?? '', platform)) continue;
      report(
        flag,
        `--platform=${platform} allows no other platform; leave it out and give it to docker build, or use $BUILDPLATFORM.`,
      );
    }
  },
});

function isNamedFor(stage: string, platform: string): boolean {
  const { os, architecture } = parsePlatform(platform);
  return [os, architecture, platform.toLowerCase().split('/')[1]].some((part) => !!part && stage.includes(part));
}
