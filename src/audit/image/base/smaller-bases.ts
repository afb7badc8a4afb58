import type { Release } from './os-release.js';

/** A smaller base that serves the same software. */
export interface SmallerBase {
  name: string;
  /** Uncompressed, about, on amd64. */
  sizeBytes: number;
  /** What speaks against it. */
  caveat: string;
  source: string;
}

interface Row extends SmallerBase {
  /** The base's name starts so; null: its distribution is enough. */
  image: string | null;
  /** Distributions that it is smaller than. */
  than: readonly string[];
}

/**
 * Sizes are rounded: they change with each rebuild. Sources: the slim.ai comparison of Python bases, the distroless README
 * (https://github.com/GoogleContainerTools/distroless), the images' pages on Docker Hub.
 */
const rows: readonly Row[] = [
  {
    image: 'python',
    than: ['debian'],
    name: 'python:VERSION-slim',
    sizeBytes: 130_000_000,
    caveat: 'no compiler and no Git: build wheels in an earlier stage',
    source: 'https://hub.docker.com/_/python',
  },
  {
    image: 'node',
    than: ['debian'],
    name: 'node:VERSION-slim',
    sizeBytes: 230_000_000,
    caveat: 'no compiler and no Git: build native modules in an earlier stage',
    source: 'https://hub.docker.com/_/node',
  },
  {
    image: 'golang',
    than: ['debian', 'alpine'],
    name: 'gcr.io/distroless/static',
    sizeBytes: 2_000_000,
    caveat: 'for programs built with CGO_ENABLED=0; it has no shell',
    source: 'https://github.com/GoogleContainerTools/distroless',
  },
  {
    image: 'rust',
    than: ['debian', 'alpine'],
    name: 'debian:trixie-slim',
    sizeBytes: 80_000_000,
    caveat: 'build in an earlier stage and copy the program',
    source: 'https://hub.docker.com/_/debian',
  },
  {
    image: null,
    than: ['ubuntu', 'centos', 'fedora', 'rhel', 'rocky', 'almalinux', 'amzn'],
    name: 'debian:trixie-slim',
    sizeBytes: 80_000_000,
    caveat: 'packages have other names or versions there',
    source: 'https://hub.docker.com/_/debian',
  },
];

/** A base is smaller only where it saves a third: less is lost again in what has to be added to it. */
const worthwhile = 1.5;

/**
 * The row that fits.
 * @param bytes of the base image's layers, or of the whole image where those are not known
 */
export function smallerBase(name: string | null, release: Release | null, bytes: number): SmallerBase | null {
  if (!release) return null;
  const plain = (name ?? '').replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
  const row = rows.find(
    ({ image, than }) => than.includes(release.id) && (image === null || plain.split(/[:@ ]/)[0] === image),
  );
  if (!row || bytes < row.sizeBytes * worthwhile) return null;
  const { name: smaller, sizeBytes, caveat, source } = row;
  return { name: smaller, sizeBytes, caveat, source };
}
