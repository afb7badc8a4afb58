import { systems } from '../../release-ends.js';
import type { Release } from './os-release.js';

/** The last moment at which a release gets security fixes without a contract; null for one that the table does not have. */
export function supportEnd({ id, version }: Release): Date | null {
  const line = id === 'alpine' ? version.split('.').slice(0, 2).join('.') : version;
  const ends = Object.hasOwn(systems, id) ? systems[id]?.ends : undefined;
  const end = ends && Object.hasOwn(ends, line) ? ends[line] : undefined;
  return end ? new Date(`${end}T23:59:59Z`) : null;
}
