import { Fault } from '../../fault.js';
import { isDigest } from './digest.js';
import { shownText } from './shown-text.js';

/** What an image is called in a registry, in full: Docker's short forms are spelled out. */
export interface Reference {
  /** `docker.io`, `ghcr.io`, `127.0.0.1:5000`; with its port where one is written. */
  host: string;
  /** `library/python`, `me/app`; without the host. */
  repository: string;
  tag: string | null;
  digest: string | null;
}

/** A repository of a registry, of which no image is named. */
export type RepositoryName = Pick<Reference, 'host' | 'repository'>;

const hub = 'docker.io';
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const hostName =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::\d{1,5})?$/;
const tagName = /^\w[\w.-]{0,127}$/;
const longestName = 255;

/**
 * Reads a reference by Docker's rules (distribution/reference): what stands before the first slash is a host where it has a
 * dot or a port or is `localhost`; what has no host belongs to Docker Hub, there under `library` without a
 * name before it.
 * @throws Fault invalid-input that says which part is wrong
 */
export function parseReference(text: string): Reference {
  const wrong = (why: string, hint: string) =>
    new Fault('invalid-input', `${shownText(text) || 'An empty text'} is no image name: ${why}.`, hint);
  if (/^[a-z]+:\/\//i.test(text)) throw wrong('it begins with a scheme', 'Write it without http:// or https://.');
  const at = text.indexOf('@');
  const digest = at < 0 ? null : text.slice(at + 1);
  if (digest !== null && !isDigest(digest))
    throw wrong('what stands after @ is no digest', 'A digest is sha256: and 64 digits of 0-9 and a-f.');
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? null : named.slice(colon + 1);
  if (tag !== null && !isTag(tag)) throw wrong(`the tag ${shownText(tag)} is not allowed`, tagRule);
  return { ...splitName(colon < 0 ? named : named.slice(0, colon), wrong), tag, digest };
}

/** @throws Fault invalid-input where there is a tag or a digest too */
export function parseRepository(text: string): RepositoryName {
  const { host, repository, tag, digest } = parseReference(text);
  if (tag === null && digest === null) return { host, repository };
  throw new Fault(
    'invalid-input',
    `${shownText(text)} names an image where a repository is meant.`,
    `Leave out ${digest === null ? `:${tag}` : 'the digest'}.`,
  );
}

export const tagRule =
  'A tag has letters, digits, _ . and -, begins with none of the last two, and is at most 128 long.';

export function isTag(text: string): boolean {
  return tagName.test(text);
}

function splitName(name: string, wrong: (why: string, hint: string) => Fault): RepositoryName {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost';
  const host = isHost ? first.toLowerCase() : hub;
  const path = isHost ? name.slice(slash + 1) : name;
  if (isHost && (!hostName.test(host) || Number(/:(\d+)$/.exec(host)?.[1] ?? 1) > 65_535))
    throw wrong(`${shownText(first)} is no host`, 'Write the registry as HOST or HOST:PORT.');
  if (path === '') throw wrong('it has no name', 'Write it as HOST/NAME:TAG, such as ghcr.io/me/app:1.4.2.');
  if (path.length > longestName) throw wrong(`it is longer than ${longestName} characters`, 'Shorten it.');
  const bad = path.split('/').find((part) => !component.test(part));
  if (bad !== undefined)
    throw wrong(
      bad === '' ? 'it has an empty part' : `${shownText(bad)} is not allowed`,
      /[A-Z]/.test(bad)
        ? `A repository's name is in lower case: ${path.toLowerCase()}`
        : 'A name has lower-case letters and digits, with . _ __ or - between them, and / between its parts.',
    );
  const onHub = host === hub || host === 'index.docker.io';
  if (!onHub) return { host, repository: path };
  return { host: hub, repository: path.includes('/') ? path : `library/${path}` };
}

/** In full, as it can be parsed again. */
export function formatReference({ host, repository, tag, digest }: Reference): string {
  return `${host}/${repository}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
}
