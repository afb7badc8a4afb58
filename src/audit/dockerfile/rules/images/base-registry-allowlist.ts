import { defineRule } from '../../rule.js';
import { imageUses } from './image-uses.js';
import { comesFrom } from './registry-patterns.js';

export const baseRegistryAllowlist = defineRule({
  id: 'base-registry-allowlist',
  severity: 'error',
  profile: 'default',
  aliases: { datadog: ['Use only allowed registry in FROM'], hadolint: ['DL3026'], cis: ['4.2'] },
  principle: 'trusted-base',
  title: 'Take images only from trusted registries',
  why: 'An image runs with the rights of the service that is built on it, and what it installs nobody reviews. Speaks only where the settings name trusted registries, and then on every image that the build reads: FROM, COPY --from and RUN --mount. An image without a registry comes from docker.io.',
  bad: {
    dockerfile: 'FROM quay.io/someone/python:3.13\n',
    settings: { trustedRegistries: ['docker.io', '*.example.com'] },
  },
  good: {
    dockerfile: 'FROM registry.example.com/python:3.13\n',
    settings: { trustedRegistries: ['docker.io', '*.example.com'] },
  },
  check(dockerfile, report, { trustedRegistries }) {
    if (trustedRegistries.length === 0) return;
    for (const { reference, written, where } of imageUses(dockerfile)) {
      if (comesFrom(reference, trustedRegistries) === false)
        report(
          where,
          `${written} does not come from a trusted registry (${trustedRegistries.join(', ')}); use a copy that does, or trust its registry in the settings.`,
        );
    }
  },
});
