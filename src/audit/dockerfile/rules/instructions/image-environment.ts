import { parseImageName } from '../../model/stages.js';

/** Official images that set no variable but PATH and the ones named here; checked in their own configuration. */
const bare: Record<string, readonly string[]> = {
  alpine: [],
  busybox: [],
  debian: [],
  ubuntu: ['LC_ALL', 'DEBIAN_FRONTEND'],
  centos: [],
  almalinux: [],
  rockylinux: [],
  oraclelinux: [],
  amazonlinux: [],
  photon: [],
  fedora: ['DISTTAG', 'FGC', 'FBR', 'container'],
};

/**
 * Variables that an image brings along, where they are known whole; null where an image may bring any.
 * @param image resolved; null for an unknown one
 */
export function imageEnvironment(image: string | null): ReadonlySet<string> | null {
  if (image === null) return null;
  if (image.toLowerCase() === 'scratch') return new Set(['PATH']);
  const { registry, repository, name } = parseImageName(image);
  if (registry !== 'docker.io' || !repository.startsWith('library/') || !Object.hasOwn(bare, name)) return null;
  return new Set(['PATH', ...(bare[name] as readonly string[])]);
}
