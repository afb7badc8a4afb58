import type { EngineKind } from './engine-kind.js';
import type { EngineFacts, Facts } from './facts.js';

export type Resource = 'memory' | 'cpus' | 'swap' | 'disk';

const labels: Record<Resource, string> = {
  memory: 'Memory limit',
  cpus: 'CPU limit',
  swap: 'Swap',
  disk: 'Disk usage limit',
};
const wslKeys: Record<Resource, string> = {
  memory: 'memory',
  cpus: 'processors',
  swap: 'swap',
  disk: 'defaultVhdSize',
};

type Advice = (resource: Resource, amount: number, engine: EngineFacts, facts: Facts) => string;

const elsewhere =
  'or use an engine on a larger machine: docker context create big --docker host=ssh://USER@HOST && docker context use big';

/** `amount` is in GB, or a number of processors. */
const advice: Record<EngineKind, Advice> = {
  'docker-desktop': (resource, amount) =>
    `Docker Desktop: Settings > Resources > Advanced > ${labels[resource]}: ${shown(resource, amount)}, then Apply & restart`,
  'docker-desktop-wsl': (resource, amount) =>
    resource === 'disk'
      ? 'Free space on the drive of Docker Desktop: Settings > Resources > Advanced > Disk image location'
      : wslConfig(resource, amount),
  wsl: (resource, amount) =>
    resource === 'disk'
      ? 'In Windows: wsl --manage DISTRIBUTION --resize 100GB, after wsl --shutdown'
      : wslConfig(resource, amount),
  colima: (resource, amount, { profile }) => {
    if (resource === 'swap') return inVirtualMachine(`colima ssh --profile ${profile}`, amount);
    const flag = { memory: 'memory', cpus: 'cpu', disk: 'disk' }[resource];
    return `colima stop --profile ${profile} && colima start --profile ${profile} --${flag} ${amount}`;
  },
  orbstack: (resource, amount) => {
    if (resource === 'memory') return `orb config set memory_mib ${amount * 1024}`;
    if (resource === 'cpus') return `orb config set cpu ${amount}`;
    return resource === 'swap'
      ? 'OrbStack manages its swap itself: raise memory instead'
      : 'OrbStack takes what the disk of this machine has: free space there';
  },
  'rancher-desktop': (resource, amount) => {
    if (resource === 'memory') return `rdctl set --virtual-machine.memory-in-gb ${amount}`;
    if (resource === 'cpus') return `rdctl set --virtual-machine.number-cpus ${amount}`;
    return resource === 'swap'
      ? inVirtualMachine('rdctl shell', amount)
      : 'docker system prune; the size of its disk is set when it is made (Rancher Desktop: Preferences > Virtual Machine)';
  },
  lima: (resource, amount, { address }) => {
    const name = /lima\/([^/]+)\/sock\//.exec(address)?.[1] ?? 'docker';
    if (resource === 'swap') return inVirtualMachine(`limactl shell ${name}`, amount);
    return `limactl stop ${name} && limactl edit ${name} --${resource} ${amount} && limactl start ${name}`;
  },
  'podman-machine': (resource, amount) => {
    if (resource === 'swap') return inVirtualMachine('podman machine ssh', amount);
    const flag = { memory: `--memory ${amount * 1024}`, cpus: `--cpus ${amount}`, disk: `--disk-size ${amount}` }[
      resource
    ];
    return `podman machine stop && podman machine set ${flag} && podman machine start`;
  },
  linux: (resource, amount, engine) => {
    if (resource === 'swap') return swapFile('', amount);
    if (resource === 'disk')
      return `docker system prune, or move it to a larger disk: "data-root": "/larger/docker" in ${engine.securityOptions.some((option) => option.includes('rootless')) ? '~/.config/docker/daemon.json' : '/etc/docker/daemon.json'}`;
    return resource === 'memory'
      ? `All of this machine's memory is its own already: close what takes it, ${elsewhere}`
      : `All of this machine's processors are its own already: ${elsewhere.slice(3)}`;
  },
  remote: (resource, amount, engine) => {
    const what = { memory: 'GB of memory', cpus: 'processors', swap: 'GB of swap', disk: 'GB of free disk' }[resource];
    return `On the host of ${engine.address}: give it ${amount} ${what}`;
  },
};

/** The exact setting or command that gives this engine more. */
export function howToGive(resource: Resource, amount: number, engine: EngineFacts, facts: Facts): string {
  return advice[engine.kind](resource, amount, engine, facts);
}

function shown(resource: Resource, amount: number): string {
  return resource === 'cpus' ? String(amount) : `${amount} GB`;
}

function wslConfig(resource: Resource, amount: number): string {
  return `In %UserProfile%\\.wslconfig, section [wsl2]: ${wslKeys[resource]}=${resource === 'cpus' ? amount : `${amount}GB`}\nthen in Windows: wsl --shutdown, and start Docker again`;
}

function swapFile(prefix: string, amount: number): string {
  const steps = [`fallocate -l ${amount}G /swapfile`, 'chmod 600 /swapfile', 'mkswap /swapfile', 'swapon /swapfile'];
  return `${steps.map((step) => `${prefix}sudo ${step}`).join(' && ')}\nto keep it, add to /etc/fstab: /swapfile none swap sw 0 0`;
}

function inVirtualMachine(shell: string, amount: number): string {
  return `In its virtual machine (${shell}): ${swapFile('', amount)}`;
}
