import { formatSize } from '../../spec/units.js';
import { engineCheck, notMeasured, ok, warn } from '../check.js';

const names = { images: 'images', containers: 'containers', volumes: 'volumes', buildCache: 'build cache' } as const;
/** What is worth a warning on its own, and what is where the disk is short. */
const muchBytes = 20e9;
const someBytes = 1e9;

export const reclaimable = engineCheck('reclaimable', 'Disk that could be freed', (engine, { needs }) => {
  if (!engine.usage) return notMeasured('the engine did not add it up within 5 s', { remedy: 'docker system df' });
  const usage = engine.usage;
  const parts = (Object.keys(names) as (keyof typeof names)[])
    .filter((name) => usage[name].reclaimableBytes > 0)
    .map((name) => `${names[name]} ${formatSize(usage[name].reclaimableBytes)}`);
  // volumes hold data: they are told, never counted as waste
  const waste = usage.images.reclaimableBytes + usage.buildCache.reclaimableBytes + usage.containers.reclaimableBytes;
  const shown = parts.length > 0 ? parts.join(', ') : 'nothing';
  const short = engine.free !== null && engine.free.bytes < needs.diskBytes;
  if (waste < (short ? someBytes : muchBytes)) return ok(shown);
  return warn(
    shown,
    `less than ${formatSize(short ? someBytes : muchBytes)} unused`,
    'docker builder prune (cache), docker image prune --all (images that no container uses), docker container prune; volumes hold data: docker volume ls --filter dangling=true before anything else',
  );
});
