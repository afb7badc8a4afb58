import type { Stage } from './instruction.js';

/** An image's name taken apart; see the distribution project's reference grammar. */
export interface ImageName {
  /** `docker.io` where none is written. */
  registry: string;
  /** `library/python`, `astral-sh/uv`. */
  repository: string;
  /** Last part of the repository. */
  name: string;
  tag: string | null;
  digest: string | null;
}

export function parseImageName(reference: string): ImageName {
  const [named = '', digest] = split(reference, '@');
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const path = colon < 0 ? named : named.slice(0, colon);
  const first = path.split('/', 1)[0] as string;
  const hasRegistry = path.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  const repository = hasRegistry ? path.slice(first.length + 1) : path.includes('/') ? path : `library/${path}`;
  return {
    registry: hasRegistry ? first : 'docker.io',
    repository,
    name: repository.slice(repository.lastIndexOf('/') + 1),
    tag: colon < 0 ? null : named.slice(colon + 1),
    digest: digest ?? null,
  };
}

function split(text: string, at: string): [string, string?] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

/** What a stage is built on in the end: the image of its first ancestor; null where that is not known. */
export function rootImage(stage: Stage): string | null {
  let root = stage;
  while (root.base) root = root.base;
  return root.resolvedImage;
}

export type { Stage };
