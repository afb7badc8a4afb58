import { expect, test } from 'vitest';
import { readUsage } from '../../src/engine/disk-usage.js';

const nothing = { bytes: 0, reclaimableBytes: 0 };

test('before API 1.52 there are lists to add up; what is shared or in use is not reclaimable', () => {
  const usage = readUsage({
    LayersSize: 1000,
    Images: [
      { Size: 600, SharedSize: 200, Containers: 1 },
      { Size: 700, SharedSize: 200, Containers: 0 },
    ],
    Containers: [{ SizeRw: 50, State: 'running' }, { SizeRw: 30, State: 'exited' }, { State: 'created' }],
    Volumes: [{ UsageData: { Size: 80, RefCount: 0 } }, { UsageData: { Size: 20, RefCount: 1 } }, { UsageData: null }],
    BuildCache: [
      { Size: 40, InUse: false },
      { Size: 10, InUse: true },
      { Size: 99, InUse: false, Shared: true },
    ],
  });
  expect(usage).toEqual({
    images: { bytes: 1000, reclaimableBytes: 600 },
    containers: { bytes: 80, reclaimableBytes: 30 },
    volumes: { bytes: 100, reclaimableBytes: 80 },
    buildCache: { bytes: 50, reclaimableBytes: 40 },
  });
});

test('from API 1.52 on the engine gives sums, zeros left out', () => {
  const usage = readUsage({
    ImageUsage: { TotalCount: 2, TotalSize: 500, Reclaimable: 300 },
    ContainerUsage: { TotalCount: 0 },
    VolumeUsage: {},
    BuildCacheUsage: { TotalSize: 7, Reclaimable: 7 },
  });
  expect(usage).toEqual({
    images: { bytes: 500, reclaimableBytes: 300 },
    containers: nothing,
    volumes: nothing,
    buildCache: { bytes: 7, reclaimableBytes: 7 },
  });
});

test('lists that are null, as an engine without any object sends them, are empty', () => {
  const usage = readUsage({ LayersSize: 0, Images: null, Containers: null, Volumes: null, BuildCache: null });
  expect(Object.values(usage)).toEqual([nothing, nothing, nothing, nothing]);
});
