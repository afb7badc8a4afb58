import { engineCheck, fail, ok, warn } from '../check.js';

const advice =
  '{"storage-driver": "overlay2"} in daemon.json, then restart the engine; images must be pulled and built anew';

const podmanAdvice =
  'driver = "overlay" below [storage] in storage.conf, then podman system reset; images must be pulled and built anew';

export const imageStore = engineCheck('image-store', 'Where images are kept', (engine) => {
  const { storageDriver, containerdStore, backingFilesystem, fileTypes } = engine;
  const shown = `${storageDriver}${containerdStore ? ', containerd store' : ''}${backingFilesystem ? ` on ${backingFilesystem}` : ''}`;
  if (fileTypes === false)
    return fail(
      `${shown} without file types (ftype=0)`,
      'a file system with d_type',
      'Make it anew: mkfs.xfs -n ftype=1, or keep images on ext4',
    );
  if (storageDriver === 'vfs')
    return engine.podman
      ? warn(`${shown}: a full copy for each layer, slow and large`, 'overlay', podmanAdvice)
      : warn(`${shown}: a full copy for each layer, slow and large`, 'overlay2, or the containerd store', advice);
  // Podman calls overlay what Docker calls overlay2
  if (!engine.podman && ['devicemapper', 'aufs', 'overlay'].includes(storageDriver))
    return warn(`${shown}: removed from newer engines`, 'overlay2, or the containerd store', advice);
  return ok(shown);
});
