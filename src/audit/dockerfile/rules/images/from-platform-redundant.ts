import { defineRule, replace } from '../../rule.js';

export const fromPlatformRedundant = defineRule({
  id: 'from-platform-redundant',
  severity: 'style',
  profile: 'default',
  aliases: { hadolint: ['DL3065'], buildkit: ['RedundantTargetPlatform'] },
  principle: 'plain-instructions',
  title: 'Leave out --platform=$TARGETPLATFORM',
  why: 'The target platform is what FROM takes without the flag, so it says nothing, and a reader looks for the difference.',
  bad: 'FROM --platform=$TARGETPLATFORM debian:13-slim\n',
  good: 'FROM debian:13-slim\n',
  check({ stages, text }, report) {
    for (const { from, platform } of stages) {
      const flag = from?.flag('platform');
      if (!from || !flag || (platform !== '$TARGETPLATFORM' && platform !== '${TARGETPLATFORM}')) continue;
      const blanks = /^[ \t]*/.exec(text.slice(flag.end, from.end))?.[0].length ?? 0;
      report(
        flag,
        'FROM takes the target platform anyway; leave --platform=$TARGETPLATFORM out.',
        replace({ start: flag.start, end: flag.end + blanks }, '', 'leave out the flag'),
      );
    }
  },
});
