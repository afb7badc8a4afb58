import { parseReference, parseRepository, type RepositoryName } from '../engine/registry/reference.js';
import { Fault } from '../fault.js';
import type { Spec } from '../spec/schema.js';
import { readVersion } from './version.js';
import { defaultTags, readWantedTags, type WantedTags } from './wanted-tags.js';

/** Where an image goes and what it is called there, before any registry was asked. */
export interface Destination extends RepositoryName {
  tags: WantedTags;
}

export interface DestinationRequest {
  image: string;
  repository?: string | undefined;
  version?: string | undefined;
  tags?: readonly string[] | undefined;
  spec: Spec | null;
  /** Version of the application that was proven. */
  provenVersion: string | null;
}

/**
 * The repository is the one that is named, else the Spec's, else the image's own name where that has a registry; the version
 * is the one that is named, else the one that was proven, the Spec's, or the image's tag.
 * @throws Fault `invalid-input` for names and versions that cannot be, and where two sources disagree
 */
export function chooseDestination(request: DestinationRequest): Destination {
  const { host, repository } = chooseRepository(request);
  const list = request.tags ?? request.spec?.registry?.tags ?? defaultTags;
  return { host, repository, tags: readWantedTags(list, chooseVersion(request)) };
}

export function shownDestination({ host, repository }: RepositoryName): string {
  return `${host}/${repository}`;
}

function chooseRepository({ image, repository, spec }: DestinationRequest): RepositoryName {
  const named = repository ?? spec?.registry?.repository;
  if (named) return parseRepository(named);
  // an id is no name
  const own = /^(?:sha256:)?[0-9a-f]{12,64}$/.test(image) ? null : parseReference(image);
  if (own && (own.host !== 'docker.io' || /^(?:docker\.io\/)?[^/]+\/[^/]+/.test(image))) return own;
  throw new Fault(
    'invalid-input',
    `Nothing says where ${image} goes.`,
    'Name it (--repository ghcr.io/me/app), or set registry.repository in container.spec.yaml.',
  );
}

function chooseVersion({ image, version, spec, provenVersion }: DestinationRequest): string | null {
  if (version !== undefined) return version;
  const tag = /^(?:sha256:)?[0-9a-f]{12,64}$/.test(image) ? null : parseReference(image).tag;
  const tagged = tag !== null && readVersion(tag) ? tag : null;
  const said = provenVersion ?? spec?.app.version ?? null;
  if (said === null) return tagged;
  if (spec && spec.app.version !== said)
    throw new Fault(
      'invalid-input',
      `${image} was proven as ${said}, and the Spec says ${spec.app.version}.`,
      'Build and prove it again (dockwright verify), or say which it is: --version.',
    );
  if (tagged !== null && readVersion(said)?.tag.replaceAll('-', '_') !== tagged.replaceAll('-', '_'))
    throw new Fault(
      'invalid-input',
      `The image is tagged ${tagged}, and ${provenVersion ? 'its proof' : 'the Spec'} says ${said}.`,
      `Say which it is: --version ${tagged}`,
    );
  return said;
}
