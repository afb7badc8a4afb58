import { expect, test } from 'vitest';
import { allChecks } from '../../src/environment/all-checks.js';
import { judgeFacts } from '../../src/environment/check-environment.js';
import { assessed, someFacts } from './some-facts.js';

const bytes = (reclaimableBytes: number) => ({ bytes: reclaimableBytes, reclaimableBytes });

test('a machine with which nothing is wrong is ok, and every check says so', () => {
  const { checks, verdict, engine } = judgeFacts(someFacts());
  expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(verdict).toBe('ok');
  expect(engine).toEqual({
    version: '28.5.2',
    apiVersion: '1.51',
    os: 'linux',
    arch: 'amd64',
    storageDriver: 'overlay2',
    cpus: 8,
    memoryBytes: 16e9,
  });
});

test('without an engine what depends on it is not measured, the rest is judged', () => {
  const { checks, verdict, engine } = judgeFacts(someFacts({ engine: null }));
  const status = new Map(checks.map((check) => [check.id, check.status]));
  expect(verdict).toBe('fail');
  expect(engine).toBeUndefined();
  expect(status.get('engine')).toBe('fail');
  for (const id of ['memory', 'disk', 'cgroup', 'proxy', 'clock', 'gpu'])
    expect(status.get(id), id).toBe('not-measured');
  for (const id of ['compose', 'credentials', 'engine-settings']) expect(status.get(id), id).toBe('ok');
});

test('ids are kebab-case and used once, and each that is not ok has a remedy', () => {
  const ids = allChecks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

/** Each line: a check, what is wrong, the status, what the value and the remedy must say. */
const faults: [id: string, change: Parameters<typeof someFacts>[0], status: string, value: RegExp, remedy: RegExp][] = [
  [
    'engine-choice',
    { engine: { source: 'DOCKER_HOST' }, client: { context: 'colima' } },
    'warn',
    /wins over the context colima/,
    /unset DOCKER_HOST/,
  ],
  ['engine-version', { engine: { version: '19.03.15', apiVersion: '1.40' } }, 'fail', /19\.03/, /BuildKit/],
  [
    'engine-version',
    { engine: { version: '20.10.24+dfsg1', apiVersion: '1.41' } },
    'warn',
    /20\.10/,
    /missing: BuildKit as its builder; start interval/,
  ],
  ['engine-version', { engine: { version: '3.4.4', podman: true } }, 'warn', /Podman 3/, /Update/],
  ['containers', { engine: { os: 'windows' } }, 'fail', /windows/, /Switch to Linux containers/],
  ['builder', { engine: { builder: 'classic' } }, 'warn', /classic/, /DOCKER_BUILDKIT=1/],
  ['image-store', { engine: { storageDriver: 'vfs' } }, 'warn', /full copy/, /overlay2/],
  ['image-store', { engine: { storageDriver: 'aufs' } }, 'warn', /removed/, /overlay2/],
  ['image-store', { engine: { fileTypes: false, backingFilesystem: 'xfs' } }, 'fail', /ftype=0/, /mkfs\.xfs/],
  ['cgroup', { engine: { cgroupVersion: 1 } }, 'warn', /deprecated/, /unified_cgroup_hierarchy/],
  [
    'cgroup',
    { engine: { limits: { memory: false, swap: true, cpu: true, pids: true } } },
    'warn',
    /not limited: memory/,
    /cgroup_enable=memory/,
  ],
  ['memory', { engine: { memoryBytes: 4e9 } }, 'warn', /^4 GB$/, /larger machine/],
  [
    'memory',
    { engine: { memoryBytes: 1e8 }, needs: { from: 'spec', memoryBytes: 5e8, name: 'shop' } },
    'fail',
    /^100 MB$/,
    /larger machine/,
  ],
  ['cpus', { engine: { cpus: 2 } }, 'warn', /^2$/, /larger machine/],
  ['cpus', { engine: { cpus: 1 }, needs: { from: 'spec', cpus: 2 } }, 'fail', /^1$/, /larger machine/],
  ['swap', { machine: { swapBytes: 0 } }, 'warn', /^0 B$/, /mkswap/],
  ['disk', { engine: { free: { bytes: 5e9, how: 'at /x' } } }, 'warn', /^5 GB at \/x$/, /data-root/],
  ['disk', { engine: { free: { bytes: 5e8, how: 'at /x' } } }, 'fail', /^500 MB/, /prune/],
  [
    'reclaimable',
    { engine: { usage: { images: bytes(15e9), containers: bytes(0), volumes: bytes(9e9), buildCache: bytes(9e9) } } },
    'warn',
    /build cache 9 GB/,
    /docker builder prune/,
  ],
  ['shared-memory', { engine: { memoryBytes: 4e9 } }, 'warn', /64 MB each/, /larger machine/],
  ['gpu', { machine: { gpus: ['nvidia'] } }, 'warn', /engine offers none/, /nvidia-ctk runtime configure/],
  ['gpu', { needs: { from: 'spec', gpu: true, name: 'train' } }, 'fail', /^none$/, /NVIDIA driver/],
  [
    'proxy',
    { client: { own: { http: 'http://p:3128', https: null, none: 'localhost' } } },
    'warn',
    /engine none/,
    /"http-proxy": "http:\/\/p:3128"/,
  ],
  [
    'proxy',
    { engine: { proxies: { http: 'http://p:1', https: null, none: 'localhost' } } },
    'warn',
    /builds and containers none/,
    /"httpProxy"/,
  ],
  [
    'proxy',
    {
      engine: { proxies: { http: 'http://p:1', https: null, none: null } },
      client: { proxies: { http: 'http://p:1', https: null, none: null } },
    },
    'warn',
    /localhost goes through/,
    /NO_PROXY/,
  ],
  [
    'proxy',
    { client: { proxies: { http: 'http://127.0.0.1:8', https: null, none: null } } },
    'warn',
    /127/,
    /host\.docker\.internal/,
  ],
  ['mirrors', { engine: { mirrors: ['http://mirror.example.com/'] } }, 'warn', /without TLS/, /registry-mirrors/],
  [
    'insecure-registries',
    { engine: { insecureRegistries: ['reg.example.com:5000'] } },
    'warn',
    /reg\.example/,
    /certs\.d\/reg\.example\.com:5000/,
  ],
  [
    'credentials',
    { client: { helpers: [{ name: 'desktop', found: false }] } },
    'warn',
    /docker-credential-desktop/,
    /credsStore/,
  ],
  [
    'credentials',
    { client: { registries: ['ghcr.io'], plain: ['ghcr.io'] } },
    'warn',
    /unencrypted/,
    /docker login again/,
  ],
  ['credentials', { needs: { repository: 'ghcr.io/me/app' } }, 'warn', /none for ghcr\.io/, /^docker login ghcr\.io$/],
  [
    'registry',
    { registry: { host: 'ghcr.io', status: null, reason: 'ENOTFOUND' } },
    'warn',
    /ENOTFOUND/,
    /nslookup ghcr\.io/,
  ],
  ['registry', { registry: { host: 'ghcr.io', status: 503, reason: null } }, 'warn', /503/, /Spec/],
  ['clock', { engine: { clockAheadMs: -30_000 } }, 'warn', /30 s behind/, /timedatectl/],
  ['clock', { engine: { clockAheadMs: 900_000, kind: 'docker-desktop-wsl' } }, 'fail', /ahead/, /wsl --shutdown/],
  ['docker-command', { commandLine: { docker: null, buildx: null, compose: null } }, 'warn', /not found/, /docker-cli/],
  ['buildx', { commandLine: { docker: null, buildx: null, compose: null } }, 'warn', /not found/, /docker-buildx/],
  [
    'compose',
    { commandLine: { docker: null, buildx: null, compose: null } },
    'warn',
    /not found/,
    /docker-compose-plugin/,
  ],
  ['scanner', { needs: { scanner: true }, machine: { programs: new Set() } }, 'warn', /not found/, /trivy/i],
  [
    'security',
    { engine: { securityOptions: ['name=seccomp,profile=unconfined'] } },
    'warn',
    /unconfined/,
    /seccomp-profile/,
  ],
  [
    'transport',
    { engine: { address: 'tcp://build.example.com:2375', local: false } },
    'fail',
    /without TLS/,
    /ssh:\/\//,
  ],
  [
    'transport',
    { engine: { warnings: ['WARNING: API is accessible on http://0.0.0.0:2375 without encryption.'] } },
    'warn',
    /open to the network/,
    /-H tcp/,
  ],
  [
    'log-rotation',
    { engine: { logDriver: 'json-file' } },
    'warn',
    /without max-size/,
    /\/etc\/docker\/daemon\.json.*max-size/,
  ],
  [
    'log-rotation',
    { engine: { logDriver: 'json-file', kind: 'docker-desktop', here: false } },
    'warn',
    /without/,
    /Settings > Docker Engine/,
  ],
  [
    'address-pools',
    { engine: { addressPools: [{ base: '10.0.0.0/23', size: 24 }], subnets: ['10.0.0.0/24'] } },
    'warn',
    /1 of 2/,
    /default-address-pools/,
  ],
  [
    'address-pools',
    { engine: { addressPools: [{ base: '10.0.0.0/24', size: 24 }], subnets: ['10.0.0.0/24'] } },
    'fail',
    /1 of 1/,
    /network prune/,
  ],
  [
    'engine-settings',
    { daemon: { exists: true, malformed: 'Unexpected token' } },
    'fail',
    /Unexpected token/,
    /dockerd --validate/,
  ],
  ['client-settings', { client: { exists: true, malformed: true } }, 'warn', /no JSON/, /Mend/],
  ['open-files', { daemon: { openFiles: '1024/4096' } }, 'warn', /1024\/4096/, /default-ulimits/],
  ['image-store', { engine: { podman: true, storageDriver: 'vfs' } }, 'warn', /vfs/, /storage\.conf/],
  ['cgroup', { engine: { podman: true, cgroupVersion: 1 } }, 'warn', /Podman 5/, /unified_cgroup_hierarchy/],
  [
    'insecure-registries',
    { engine: { podman: true, insecureRegistries: ['registry.example'] } },
    'warn',
    /registry\.example/,
    /registries\.conf/,
  ],
  ['overcommit', { machine: { overcommit: 2 } }, 'warn', /never/, /sysctl vm\.overcommit_memory=1/],
  [
    'engine-warnings',
    { engine: { warnings: ['WARNING: bridge-nf-call-iptables is disabled'] } },
    'warn',
    /bridge-nf/,
    /br_netfilter/,
  ],
];

test.each(faults)('%s %j: %s', (id, change, status, value, remedy) => {
  const found = assessed(id, change);
  expect(found).toMatchObject({ status, value: expect.stringMatching(value), remedy: expect.stringMatching(remedy) });
  expect(found?.recommended).toBeTruthy();
});

test('Podman reads no daemon.json and is no dockerd', () => {
  const podman = { engine: { podman: true }, daemon: { openFiles: null } };
  expect(assessed('engine-settings', podman)).toBeNull();
  expect(assessed('open-files', podman)).toMatchObject({
    status: 'not-measured',
    value: expect.stringContaining('containers.conf'),
  });
});

/** Each line: a check and what may look like a fault and is none. */
const fine: [id: string, change: Parameters<typeof someFacts>[0]][] = [
  ['engine-choice', { engine: { source: 'DOCKER_HOST' }, client: { context: 'default' } }],
  ['engine-version', { engine: { version: '5.4.2', podman: true } }],
  ['memory', { engine: { memoryBytes: 2e9 }, needs: { from: 'spec', memoryBytes: 512e6 } }],
  ['swap', { machine: { swapBytes: 0 }, needs: { swapBytes: 0 } }],
  [
    'reclaimable',
    { engine: { usage: { images: bytes(1e9), containers: bytes(0), volumes: bytes(90e9), buildCache: bytes(0) } } },
  ],
  ['gpu', { engine: { runtimes: ['runc', 'nvidia'] }, machine: { gpus: ['nvidia'] }, needs: { gpu: true } }],
  ['gpu', { engine: { cdiDevices: ['nvidia.com/gpu=0'] }, machine: { gpus: ['nvidia'] }, needs: { gpu: true } }],
  ['mirrors', { engine: { mirrors: ['http://127.0.0.1:5000/', 'https://mirror.example.com/'] } }],
  ['credentials', { client: { registries: ['ghcr.io'], helpers: [{ name: 'pass', found: true }] } }],
  ['registry', { registry: { host: 'ghcr.io', status: 401, reason: null } }],
  ['clock', { engine: { clockAheadMs: 2_500, clockErrorMs: 900 } }],
  ['log-rotation', { engine: { logDriver: 'json-file' }, daemon: { logOptions: { 'max-size': '10m' } } }],
  ['open-files', { daemon: { openFiles: '1024/4096', ulimits: { nofile: '65536:65536' } } }],
  ['transport', { engine: { address: 'ssh://me@build', local: false } }],
  ['image-store', { engine: { podman: true, storageDriver: 'overlay' } }],
];

test.each(fine)('%s %j is fine', (id, change) => {
  expect(assessed(id, change)).toMatchObject({ status: 'ok' });
});

test('what cannot be known here is not measured, and says why', () => {
  const elsewhere = { kind: 'docker-desktop' as const, here: false, logDriver: 'json-file', free: null, usage: null };
  expect(assessed('swap', { engine: elsewhere })).toMatchObject({ status: 'not-measured', value: /virtual machine/ });
  expect(assessed('disk', { engine: elsewhere })?.status).toBe('not-measured');
  expect(assessed('reclaimable', { engine: elsewhere })?.status).toBe('not-measured');
  expect(assessed('overcommit', { engine: elsewhere })?.status).toBe('not-measured');
  expect(assessed('log-rotation', { engine: { ...elsewhere, kind: 'remote' } })?.status).toBe('not-measured');
  expect(assessed('clock', { engine: { clockAheadMs: null } })?.status).toBe('not-measured');
});

test('questions that do not arise are left out', () => {
  expect(assessed('registry')).toBeNull();
  expect(assessed('desktop-settings')).toBeNull();
  expect(assessed('engine-settings', { engine: { here: false, kind: 'remote' } })).toBeNull();
});

test('whoever may not use the socket is told what to do, and whether it was done already', () => {
  const refused = [
    {
      endpoint: { source: 'default socket', address: 'unix:///var/run/docker.sock', local: true },
      reason: 'no permission',
      refused: true,
    },
  ];
  const none = assessed('permission', { engine: null, attempts: refused });
  expect(none).toMatchObject({
    status: 'fail',
    remedy: expect.stringContaining('sudo groupadd docker && sudo usermod -aG docker ana'),
  });
  const group = { members: ['ana'], inSession: false };
  const already = assessed('permission', { engine: null, attempts: refused, machine: { dockerGroup: group } });
  expect(already).toMatchObject({ status: 'fail', remedy: expect.stringContaining('newgrp docker') });
});
