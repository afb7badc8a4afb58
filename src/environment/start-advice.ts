import type { Facts } from './facts.js';
import type { Machine } from './machine.js';

/** How to get an engine that answers on this very system, most likely first, a line each. */
export function startAdvice({ attempts, machine, refusal, others, client }: Facts): string[] {
  const named = attempts.length === 1 && attempts[0]?.endpoint.source !== 'default socket' ? attempts[0] : null;
  const lines: string[] = [];
  if (refusal) lines.push(refusal.hint);
  for (const { address } of others)
    lines.push(
      `Another engine answers at ${address}: ${named?.endpoint.source === 'DOCKER_HOST' || !client.context ? 'unset DOCKER_HOST' : 'docker context use default'}, or export DOCKER_HOST=${address}`,
    );
  const certificate = named && certificateAdvice(named.endpoint.source, named.reason ?? '');
  if (certificate) return [...lines, certificate];
  if (named?.hint) return [...lines, named.hint];
  if (named && !named.endpoint.local) return [...lines, ...remoteAdvice(named.endpoint)];
  if (named) lines.push(`${named.endpoint.source} names ${named.endpoint.address}: start that engine, or name another`);
  return [...lines, ...localAdvice(machine)];
}

/** Something answers, and the two do not agree about TLS. */
function certificateAdvice(source: string, reason: string): string | null {
  const files = source === 'DOCKER_HOST' ? 'the folder DOCKER_CERT_PATH' : `the files of ${source}`;
  if (/HTTP request to an HTTPS server/i.test(reason))
    return `It wants TLS: export DOCKER_TLS_VERIFY=1, with ca.pem, cert.pem and key.pem in ${files}`;
  if (/EPROTO|wrong version number/i.test(reason))
    return 'It speaks no TLS: unset DOCKER_TLS_VERIFY and DOCKER_CERT_PATH';
  return /CERT|UNABLE_TO_|ERR_TLS|alert/i.test(reason)
    ? `The certificates do not fit: ca.pem in ${files} must have signed the engine's, and the engine's CA cert.pem there`
    : null;
}

function remoteAdvice({ source, address }: { source: string; address: string }): string[] {
  if (address.startsWith('ssh:')) {
    const target = address.replace(/^ssh:\/\//, '');
    return [
      `Try it by hand: ssh ${target} docker version (the key must be in an agent: ssh-add)`,
      `Correct ${source}, or start the engine there`,
    ];
  }
  return [`Start the engine at ${address}, open its port there, or correct ${source}`];
}

function localAdvice(machine: Machine): string[] {
  if (machine.container) {
    const mount =
      'This is a container: give it an engine with docker run -v /var/run/docker.sock:/var/run/docker.sock, or with -e DOCKER_HOST';
    return machine.programs.has('dockerd') ? [mount, ...linuxAdvice(machine)] : [mount];
  }
  if (machine.platform === 'darwin') return macAdvice(machine);
  if (machine.platform === 'win32') return windowsAdvice(machine);
  return machine.wsl ? [...wslAdvice(), ...linuxAdvice(machine)] : linuxAdvice(machine);
}

function macAdvice({ programs, desktop }: Machine): string[] {
  const installed = [
    ...(desktop ? ['open -a Docker'] : []),
    ...(programs.has('colima') ? ['colima start --cpu 4 --memory 8'] : []),
    ...(programs.has('orb') ? ['orb start'] : []),
    ...(programs.has('rdctl') ? ['rdctl start'] : []),
    ...(programs.has('limactl') && !programs.has('colima') ? ['limactl start template://docker'] : []),
    ...(programs.has('podman') ? ['podman machine init --cpus 4 --memory 8192; podman machine start'] : []),
  ];
  if (installed.length > 0) return installed.map((command) => `Start it: ${command}`);
  return programs.has('brew')
    ? [
        'Install one: brew install colima docker && colima start --cpu 4 --memory 8',
        'or Docker Desktop: brew install --cask docker-desktop && open -a Docker',
      ]
    : ['Install Docker Desktop: https://docs.docker.com/desktop/setup/install/mac-install/'];
}

function windowsAdvice({ programs, desktop }: Machine): string[] {
  if (desktop) return ['Start Docker Desktop from the Start menu, or: docker desktop start'];
  if (programs.has('rdctl')) return ['Start it: rdctl start'];
  if (programs.has('podman')) return ['Start it: podman machine init; podman machine start'];
  return ['Install Docker Desktop: winget install --exact --id Docker.DockerDesktop (it needs WSL 2: wsl --install)'];
}

function wslAdvice(): string[] {
  return [
    'With Docker Desktop in Windows: start it, and switch this distribution on in Settings > Resources > WSL integration',
  ];
}

function linuxAdvice(machine: Machine): string[] {
  const { programs, systemd, desktop } = machine;
  const lines: string[] = [];
  if (programs.has('dockerd')) {
    lines.push(
      systemd
        ? 'Start it: sudo systemctl enable --now docker (if that fails: sudo journalctl -u docker -n 50)'
        : machine.distribution?.ids.includes('alpine')
          ? 'Start it: sudo rc-service docker start; at every start: sudo rc-update add docker'
          : 'Start it: sudo service docker start',
    );
    if (programs.has('dockerd-rootless.sh') && systemd)
      lines.push('or without root: systemctl --user enable --now docker');
  }
  if (desktop) lines.push('Start Docker Desktop: systemctl --user start docker-desktop');
  if (programs.has('podman')) lines.push('Start Podman’s: systemctl --user enable --now podman.socket');
  return lines.length > 0 ? lines : [installAdvice(machine)];
}

const installers: [ids: string[], command: string][] = [
  [['ubuntu'], 'sudo apt-get install docker.io docker-buildx docker-compose-v2'],
  // Debian 12 has Docker 20.10 without these plugins
  [['debian'], 'sudo apt-get install docker.io docker-cli docker-buildx docker-compose (from Debian 13 on)'],
  [['fedora'], 'sudo dnf install moby-engine docker-buildx docker-compose && sudo systemctl enable --now docker'],
  [['amzn'], 'sudo dnf install docker && sudo systemctl enable --now docker'],
  [['rhel', 'centos'], 'sudo dnf install podman-docker && systemctl --user enable --now podman.socket'],
  [['arch'], 'sudo pacman -S docker docker-buildx docker-compose && sudo systemctl enable --now docker'],
  [['alpine'], 'sudo apk add docker docker-cli-buildx docker-cli-compose && sudo rc-service docker start'],
  [
    ['suse', 'opensuse'],
    'sudo zypper install docker docker-buildx docker-compose && sudo systemctl enable --now docker',
  ],
  [['nixos'], 'virtualisation.docker.enable = true; in configuration.nix, then sudo nixos-rebuild switch'],
];

function installAdvice({ distribution }: Machine): string {
  const ids = distribution?.ids ?? [];
  // the distribution itself before what it is like
  for (const id of ids) {
    const found = installers.find(([names]) => names.includes(id));
    if (!found) continue;
    return `Install it: ${found[1]}; Docker's own packages: https://docs.docker.com/engine/install/`;
  }
  return 'Install it: https://docs.docker.com/engine/install/';
}
