import type { Spec } from '../../spec/schema.js';

export type Variant = Spec['runtime']['variant'];

const official =
  /^(?<name>(?:docker\.io\/)?(?:library\/)?python):(?<version>\d+(?:\.\d+){0,2})(?:-slim)?(?:-[a-z]+)?(?:@sha256:[0-9a-f]{64})?$/;

/** The base image of a variant: the Spec's own, or for `alpine` its sibling on Alpine where it has one. */
export function baseImage(image: string, variant: Variant): { image: string; alpine: boolean; warnings: string[] } {
  const isAlpine = /alpine/.test(image);
  if (variant !== 'alpine' || isAlpine) return { image, alpine: isAlpine, warnings: [] };
  const parts = official.exec(image)?.groups;
  if (parts) return { image: `${parts.name}:${parts.version}-alpine`, alpine: true, warnings: [] };
  return {
    image,
    alpine: false,
    warnings: [
      `The alpine variant of ${image} is not known: set runtime.image in container.spec.yaml to an image on Alpine. The file follows the image that is set.`,
    ],
  };
}
