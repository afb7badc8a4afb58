import type { ImageFile } from '../files/image-files.js';
import { defineImageRule } from '../image-rule.js';
import { byLayer, megabytes } from './file-groups.js';

interface Cache {
  folder: string;
  remedy: string;
}

const caches: readonly Cache[] = [
  { folder: '/var/lib/apt/lists/', remedy: 'rm -rf /var/lib/apt/lists/* in the same RUN, or a cache mount there' },
  { folder: '/var/cache/apt/', remedy: 'apt-get clean in the same RUN, or a cache mount there' },
  { folder: '/var/cache/apk/', remedy: 'apk add --no-cache' },
  { folder: '/etc/apk/cache/', remedy: 'apk add --no-cache' },
  { folder: '/var/cache/dnf/', remedy: 'dnf clean all in the same RUN' },
  { folder: '/var/cache/libdnf5/', remedy: 'dnf clean all in the same RUN' },
  { folder: '/var/cache/yum/', remedy: 'yum clean all in the same RUN' },
  { folder: '/var/cache/zypp/', remedy: 'zypper clean --all in the same RUN' },
];
/** Below a home folder. */
const homeCaches: readonly Cache[] = [
  { folder: '/.cache/pip/', remedy: 'pip install --no-cache-dir, or a cache mount there' },
  { folder: '/.cache/uv/', remedy: 'uv sync --no-cache, or a cache mount there' },
  { folder: '/.cache/pypoetry/', remedy: 'a cache mount there' },
  { folder: '/.npm/_cacache/', remedy: 'npm cache clean --force in the same RUN, or a cache mount there' },
  { folder: '/.cache/yarn/', remedy: 'yarn cache clean in the same RUN, or a cache mount there' },
  { folder: '/.cache/go-build/', remedy: 'a cache mount there' },
];
/** Lock files and the like, which are there in every image. */
const negligible = 4096;

export const imagePackageCache = defineImageRule({
  id: 'image-package-cache',
  severity: 'warning',
  profile: 'default',
  aliases: { dockle: ['DKL-DI-0005', 'DKL-DI-0004'] },
  principle: 'clean-layers',
  title: 'Leave no package lists and caches behind',
  why: 'They are of no use at run time and out of date by then. What is judged is what lies in the image, not how its instructions look: a cache mount leaves nothing.',
  check(image, report) {
    for (const [layer, files] of byLayer(image, (file) => file.kind === 'file' && cacheOf(file) !== null)) {
      const sums = new Map<Cache, { bytes: number; path: string }>();
      for (const file of files) {
        const { cache, path } = cacheOf(file) as { cache: Cache; path: string };
        sums.set(cache, { bytes: (sums.get(cache)?.bytes ?? 0) + file.sizeBytes, path });
      }
      for (const [{ remedy }, { bytes, path }] of sums)
        if (bytes > negligible)
          report(`${path} holds ${megabytes(bytes)} of package cache; use ${remedy}.`, { layer, path });
    }
  },
});

function cacheOf({ path }: ImageFile): { cache: Cache; path: string } | null {
  const cache = caches.find(({ folder }) => path.startsWith(folder));
  if (cache) return { cache, path: cache.folder.slice(0, -1) };
  for (const home of homeCaches) {
    const at = path.indexOf(home.folder);
    if (at >= 0) return { cache: home, path: path.slice(0, at + home.folder.length - 1) };
  }
  return null;
}
