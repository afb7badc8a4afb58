import { allChecks } from '../../src/environment/all-checks.js';
import type { EngineFacts, Facts } from '../../src/environment/facts.js';
import { aiNeeds } from '../../src/environment/needs.js';

const nothing = { bytes: 0, reclaimableBytes: 0 };

/** An engine on a Linux machine with which nothing is wrong. */
export function anEngine(change: Partial<EngineFacts> = {}): EngineFacts {
  return {
    version: '28.5.2',
    apiVersion: '1.51',
    os: 'linux',
    arch: 'amd64',
    cpus: 8,
    memoryBytes: 16e9,
    storageDriver: 'overlay2',
    containerdStore: false,
    mapsUsers: false,
    podman: false,
    operatingSystem: 'Debian GNU/Linux 13',
    hostName: 'laptop',
    kernel: '6.8.0',
    backingFilesystem: 'extfs',
    fileTypes: true,
    cgroupVersion: 2,
    cgroupDriver: 'systemd',
    limits: { memory: true, swap: true, cpu: true, pids: true },
    rootFolder: '/var/lib/docker',
    logDriver: 'local',
    runtimes: ['runc'],
    defaultRuntime: 'runc',
    cdiDevices: null,
    cdiFolders: [],
    proxies: { http: null, https: null, none: null },
    mirrors: [],
    insecureRegistries: [],
    securityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=cgroupns'],
    addressPools: null,
    subnets: ['172.17.0.0/16'],
    warnings: [],
    clockAheadMs: 3,
    clockErrorMs: 2,
    builder: 'buildkit',
    source: 'default socket',
    address: 'unix:///var/run/docker.sock',
    local: true,
    kind: 'linux',
    here: true,
    profile: 'default',
    usage: { images: nothing, containers: nothing, volumes: nothing, buildCache: nothing },
    free: { bytes: 200e9, how: 'at /var/lib/docker' },
    ...change,
  };
}

interface FactsChange extends Partial<Omit<Facts, 'machine' | 'client' | 'daemon' | 'needs' | 'engine'>> {
  engine?: Partial<EngineFacts> | null;
  machine?: Partial<Facts['machine']>;
  client?: Partial<Facts['client']>;
  daemon?: Partial<Facts['daemon']>;
  needs?: Partial<Facts['needs']>;
}

/** A machine with which nothing is wrong, apart from what is changed. */
export function someFacts(change: FactsChange = {}): Facts {
  const { engine, machine, client, daemon, needs, ...rest } = change;
  const none = { http: null, https: null, none: null };
  return {
    userName: 'ana',
    attempts: [],
    refusal: null,
    others: [],
    commandLine: { docker: '28.5.2', buildx: '0.29.1', compose: '2.40.3' },
    desktop: null,
    virtualMachine: null,
    registry: null,
    ...rest,
    needs: { ...aiNeeds, ...needs },
    engine: engine === null ? null : anEngine(engine),
    machine: {
      platform: 'linux',
      arch: 'x64',
      memoryBytes: 16e9,
      cpus: 8,
      swapBytes: 4e9,
      distribution: { ids: ['debian'], name: 'Debian GNU/Linux 13' },
      wsl: false,
      systemd: true,
      gpus: [],
      overcommit: 0,
      dockerGroup: null,
      desktop: false,
      container: false,
      programs: new Set(['docker', 'dockerd', 'trivy']),
      ...machine,
    },
    client: {
      path: '/home/ana/.docker/config.json',
      exists: false,
      malformed: false,
      context: null,
      registries: [],
      plain: [],
      helpers: [],
      proxies: none,
      own: none,
      ...client,
    },
    daemon: {
      path: '/etc/docker/daemon.json',
      exists: false,
      malformed: null,
      logOptions: {},
      shmSize: null,
      ulimits: {},
      openFiles: '1024/524288',
      ...daemon,
    },
  };
}

/** What one check says of these facts. */
export function assessed(id: string, change: FactsChange = {}) {
  const check = allChecks.find((candidate) => candidate.id === id);
  if (!check) throw new Error(`no check ${id}`);
  return check.assess(someFacts(change));
}
