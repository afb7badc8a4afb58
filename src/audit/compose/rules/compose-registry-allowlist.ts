import { comesFrom } from '../../dockerfile/rules/images/registry-patterns.js';
import { withDefaults } from '../model/interpolation.js';
import { settingOf } from '../model/service.js';
import { textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeRegistryAllowlist = defineComposeRule({
  id: 'compose-registry-allowlist',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'trusted-base',
  title: 'Take images from the registries that the team trusts',
  why: 'A service runs what its registry serves. The rule speaks only where the settings name trusted registries, and not of services that are built here.',
  bad: {
    compose: 'services:\n  app:\n    image: quay.io/someone/app:1.0\n',
    settings: { trustedRegistries: ['ghcr.io', 'docker.io'] },
  },
  good: {
    compose: 'services:\n  app:\n    image: ghcr.io/us/app:1.0\n  cache:\n    image: redis:7-alpine\n',
    settings: { trustedRegistries: ['ghcr.io', 'docker.io'] },
  },
  check({ services }, report, { trustedRegistries }) {
    if (trustedRegistries.length === 0) return;
    for (const service of services) {
      const image = settingOf(service, 'image');
      const reference = withDefaults(textOf(image?.value) ?? '');
      if (image && reference && !settingOf(service, 'build') && comesFrom(reference, trustedRegistries) === false)
        report(
          image.value.where,
          `${shown(service.name)} runs an image from a registry that is not trusted; use one of ${shown(trustedRegistries.join(', '))}.`,
        );
    }
  },
});
