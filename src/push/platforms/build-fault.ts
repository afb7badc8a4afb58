import type { Builder } from '../../engine/buildx/builders.js';
import { Fault } from '../../fault.js';
import { emulatorFor, notRunBy } from './choose-builder.js';

const shownLines = 12;

/** Why buildx did not build or push, and what to do about it. */
export function buildFault(log: readonly string[], platforms: readonly string[], builder: Builder): Fault {
  const text = log.join('\n');
  const end = log.filter((line) => line.trim()).slice(-shownLines);
  const last = end.findLast((line) => /^(?:ERROR|error):/.test(line)) ?? end.at(-1) ?? 'buildx said nothing';
  if (/exec format error/.test(text)) {
    const [foreign = platforms.at(-1) ?? ''] = notRunBy(builder, platforms);
    return new Fault(
      'build-failed',
      `A RUN for ${foreign} could not run: ${builder.name} has no emulator for it. ${last}`,
      emulatorFor(foreign, builder.name),
    );
  }
  if (/no match for platform in manifest/i.test(text))
    return new Fault(
      'build-failed',
      `A base image is not there for all of ${platforms.join(', ')}. ${last}`,
      'Choose a base image that has them (docker buildx imagetools inspect IMAGE shows which it has), or leave the platform out.',
    );
  if (/\b401\b|unauthorized|\bdenied\b|authorization failed|insufficient_scope/i.test(last))
    return new Fault(
      'registry-denied',
      `The builder may not use the registry. ${last}`,
      'Log in with docker login, which buildx passes on; a token from --token-env needs buildx 0.26 or later.',
    );
  if (/HTTP response to HTTPS client|x509:|connection refused|no such host/i.test(last))
    return new Fault(
      'registry-unreachable',
      `The builder does not reach the registry, or does not trust it. ${last}`,
      'Tell the builder about it in its buildkitd.toml ([registry."HOST"] with ca or http): docker buildx create --buildkitd-config FILE',
    );
  return new Fault(
    'build-failed',
    `The build for ${platforms.join(', ')} failed. ${end.join('\n')}`,
    'Mend the line that it names, then ship again.',
  );
}

/** The program that lists an image's packages could not be had; the build goes on without it. */
export function lacksScanner(log: readonly string[]): boolean {
  return /buildkit-syft-scanner|failed to .*sbom scanner/i.test(log.slice(-20).join('\n'));
}
