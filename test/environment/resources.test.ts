import { describe, expect, test } from 'vitest';
import type { EngineKind } from '../../src/environment/engine-kind.js';
import { needsOfSpec } from '../../src/environment/needs.js';
import { parseSpec } from '../../src/spec/read-spec.js';
import { assessed } from './some-facts.js';

const small = { cpus: 2, memoryBytes: 4e9, here: false, free: { bytes: 5e9, how: 'about' } };

/** Each line: a kind of engine, and how it is given memory, processors, swap and disk. */
const kinds: [EngineKind, memory: RegExp, cpus: RegExp, swap: RegExp, disk: RegExp][] = [
  [
    'docker-desktop',
    /Resources > Advanced > Memory limit: 16 GB/,
    /CPU limit: 4/,
    /Swap: 2 GB/,
    /Disk usage limit: 60 GB/,
  ],
  [
    'docker-desktop-wsl',
    /\.wslconfig.*memory=16GB\nthen in Windows: wsl --shutdown/,
    /processors=4/,
    /swap=2GB/,
    /Disk image location/,
  ],
  ['wsl', /\.wslconfig.*memory=16GB/, /processors=4/, /swap=2GB/, /wsl --manage/],
  ['colima', /colima start --profile default --memory 16$/, /--cpu 4$/, /colima ssh --profile default/, /--disk 60$/],
  ['orbstack', /^orb config set memory_mib 16384$/, /^orb config set cpu 4$/, /OrbStack/, /OrbStack/],
  [
    'rancher-desktop',
    /^rdctl set --virtual-machine\.memory-in-gb 16$/,
    /number-cpus 4$/,
    /rdctl shell/,
    /docker system prune/,
  ],
  ['lima', /limactl edit docker --memory 16/, /limactl edit docker --cpus 4/, /limactl shell docker/, /--disk 60/],
  ['podman-machine', /podman machine set --memory 16384/, /--cpus 4/, /podman machine ssh/, /--disk-size 60/],
  [
    'remote',
    /On the host of .*16 GB|On the host of .*8 GB/,
    /give it 4 processors/,
    /2 GB of swap/,
    /60 GB of free disk/,
  ],
];

test.each(kinds)('%s is given more in its own way', (kind, memory, cpus, swap, disk) => {
  const facts = {
    engine: { ...small, kind },
    machine: { memoryBytes: 32e9, cpus: 10 },
    virtualMachine: { path: 'x', memoryBytes: null, cpus: null, swapBytes: 1e9, diskBytes: null },
  };
  expect(assessed('memory', facts)).toMatchObject({ status: 'warn', remedy: expect.stringMatching(memory) });
  expect(assessed('cpus', facts)).toMatchObject({ status: 'warn', remedy: expect.stringMatching(cpus) });
  expect(assessed('swap', facts)).toMatchObject({ status: 'warn', remedy: expect.stringMatching(swap) });
  expect(assessed('disk', facts)).toMatchObject({ status: 'warn', remedy: expect.stringMatching(disk) });
});

describe('half of the system, at least 8 GB, at most 16', () => {
  const remedy = (memoryBytes: number) =>
    assessed('memory', { engine: { ...small, kind: 'colima' }, machine: { memoryBytes } })?.remedy;
  test('64 GB', () => expect(remedy(64e9)).toMatch(/--memory 16$/));
  test('24 GB', () => expect(remedy(24e9)).toMatch(/--memory 12$/));
  test('12 GB', () => expect(remedy(12e9)).toMatch(/--memory 8$/));
  test('8 GB: the machine is too small, which is said', () => expect(remedy(8e9)).toMatch(/too small.*--memory 4$/));
});

test('the processors of a small machine are not promised twice', () => {
  const facts = { engine: { ...small, kind: 'docker-desktop' as const }, machine: { cpus: 2 } };
  expect(assessed('cpus', facts)?.remedy).toBe('It has all 2 of this machine already.');
});

test('a Spec counts instead of AI workloads', () => {
  const needs = needsOfSpec(
    parseSpec(`
apiVersion: dockwright/v1
goal: x
app: {name: shop, version: 1.0.0, language: python, framework: null, entrypoint: null, port: 8000, command: [python, -m, shop]}
runtime: {version: "3.13", image: "python:3.13-slim", variant: slim, packageManager: pip, accelerator: cuda, user: 1000}
resources: {memory: 6GB, cpus: 3, shm: 1GB}
criteria: {image-size: {max: 5GB}, vulnerabilities: {critical: 0}}
registry: {repository: ghcr.io/me/shop, tags: [semver]}
services: [{name: redis, required: true}]
`),
  );
  expect(needs).toEqual({
    from: 'spec',
    name: 'shop',
    memoryBytes: 6e9,
    cpus: 3,
    swapBytes: 0,
    diskBytes: 20e9,
    shmBytes: 1e9,
    gpu: true,
    repository: 'ghcr.io/me/shop',
    scanner: true,
    services: ['redis'],
  });
});
