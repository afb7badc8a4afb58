import { defineImageRule } from '../image-rule.js';

export const imagePlatform = defineImageRule({
  id: 'image-platform',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'reproducible',
  title: 'Build for the platform that is meant',
  why: 'An image for another processor starts with "exec format error", or slowly under emulation. It speaks only where a platform is asked for.',
  check({ read }, report, { platform }) {
    if (!platform) return;
    const { os = 'linux', architecture = '', variant } = read.config;
    const own = [os, architecture, variant].filter(Boolean).join('/');
    if (own !== platform && !own.startsWith(`${platform}/`))
      report(`The image is for ${own.slice(0, 60)}, and ${platform} is meant; build it with --platform ${platform}.`);
  },
});
