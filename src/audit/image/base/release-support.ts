import type { Release } from './os-release.js';

/**
 * The last day on which a release gets security fixes without a contract. Sources, read 2026:
 * Debian, with LTS: https://wiki.debian.org/LTS; Ubuntu, standard support: https://ubuntu.com/about/release-cycle;
 * Alpine: https://alpinelinux.org/releases/; CentOS: https://www.centos.org/centos-linux-eol/.
 */
const ends: Record<string, Record<string, string>> = {
  debian: {
    '8': '2020-06-30',
    '9': '2022-06-30',
    '10': '2024-06-30',
    '11': '2026-08-31',
    '12': '2028-06-30',
    '13': '2030-06-30',
  },
  ubuntu: {
    '14.04': '2019-04-30',
    '16.04': '2021-04-30',
    '18.04': '2023-05-31',
    '20.04': '2025-05-31',
    '22.04': '2027-05-31',
    '24.04': '2029-05-31',
  },
  alpine: {
    '3.12': '2022-05-01',
    '3.13': '2022-11-01',
    '3.14': '2023-05-01',
    '3.15': '2023-11-01',
    '3.16': '2024-05-23',
    '3.17': '2024-11-22',
    '3.18': '2025-05-09',
    '3.19': '2025-11-01',
    '3.20': '2026-04-01',
    '3.21': '2026-11-01',
    '3.22': '2027-05-01',
  },
  centos: { '6': '2020-11-30', '7': '2024-06-30', '8': '2021-12-31' },
};

/** Null for a release that the table does not have. */
export function supportEnd({ id, version }: Release): Date | null {
  const line = id === 'alpine' ? version.split('.').slice(0, 2).join('.') : version;
  const releases = Object.hasOwn(ends, id) ? ends[id] : undefined;
  const end = releases && Object.hasOwn(releases, line) ? releases[line] : undefined;
  return end ? new Date(`${end}T23:59:59Z`) : null;
}
