import type { Spec } from '../spec/schema.js';

/** `name:version` as an image reference; a tag has no `+`, which local versions have. */
export function imageReference({ app }: Spec): string {
  return `${app.name}:${imageTag(app.version)}`;
}

/** A version as a tag. */
export function imageTag(version: string): string {
  return version.replaceAll('+', '-');
}
