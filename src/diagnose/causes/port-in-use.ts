import { defineCause, type Evidence, type Remedy, type Weighed } from '../cause.js';
import type { ContainerEvidence, Neighbour } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quote, quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';
import { composePort } from '../remedies/run-again.js';
import { shellWord } from '../remedies/shell-word.js';

/** Docker's and Podman's words for a port of the host that is taken, and for whose it is. */
const refusals: readonly RegExp[] = [
  /Bind for \[?(?<address>[\d.:a-f]{1,45}?)\]?:(?<port>\d{1,5}) failed: port is already allocated/,
  /failed to bind host port (?:for )?\[?(?<address>[\d.:a-f]{1,45}?)\]?:(?<port>\d{1,5})[:/].{0,120}address already in use/,
  /listen (?:tcp|udp)[46]? \[?(?<address>[\d.:a-f]{0,45}?)\]?:(?<port>\d{1,5}): bind: address already in use/,
  /exposing port (?:TCP|UDP) \[?(?<address>[\d.:a-f]{1,45}?)\]?:(?<port>\d{1,5}) -> .{0,200}(?:address already in use|port is already allocated)/,
];

/** The engine could not publish a port, or the program could not listen on one. */
export const portInUse = defineCause({
  id: 'port-in-use',
  title: 'The port is taken',
  principle: 'environment-configuration',
  weigh(evidence) {
    return onHost(evidence) ?? inside(evidence);
  },
});

function onHost(evidence: ContainerEvidence): Weighed | null {
  const { error } = evidence.state;
  const refusal = refusals.map((pattern) => pattern.exec(error)?.groups).find((groups) => groups !== undefined);
  if (!refusal) return null;
  const port = Number(refusal.port);
  const neighbour = holderAmong(evidence.neighbours, port);
  const process = holderOnHost(evidence, port);
  const holder: Evidence[] = neighbour
    ? [{ source: 'neighbours', text: `container ${neighbour.name} (${neighbour.image}) publishes port ${port}` }]
    : process;
  return {
    confidence: 0.99,
    evidence: [{ source: 'engine', text: quote(error) }, ...holder],
    remedies: [...freeThePort(neighbour, evidence, port), ...anotherPort(evidence, port)],
  };
}

function holderAmong(neighbours: readonly Neighbour[], port: number): Neighbour | null {
  const holds = ({ publishedPorts, status }: Neighbour) =>
    (status === 'running' || status === 'paused' || status === 'restarting') &&
    publishedPorts.some(({ hostPort }) => hostPort === port);
  return neighbours.find(holds) ?? null;
}

function holderOnHost({ host }: ContainerEvidence, port: number): Evidence[] {
  const holder = host?.portHolders.find((one) => one.port === port);
  if (!holder) return [];
  const who =
    holder.process === null ? 'a process that may not be seen' : `${quote(holder.process)}, process ${holder.pid}`;
  return [{ source: 'host', text: `${who} listens on ${holder.address}:${port} of this machine` }];
}

function freeThePort(neighbour: Neighbour | null, { host, name }: ContainerEvidence, port: number): Remedy[] {
  const start = `docker start ${shellWord(name)}`;
  if (neighbour)
    return [
      {
        description: `Stop the container that has it, ${neighbour.name}`,
        command: `docker stop ${shellWord(neighbour.name)} && ${start}`,
      },
    ];
  const holder = host?.portHolders.find((one) => one.port === port);
  if (holder?.pid)
    return [
      {
        description: `End process ${holder.pid} of this machine, if it is not needed`,
        command: `kill ${holder.pid} && ${start}`,
      },
    ];
  return [{ description: 'See who has it', command: `sudo ss -ltnp 'sport = :${port}'` }];
}

function anotherPort(evidence: ContainerEvidence, port: number): Remedy[] {
  const published = evidence.settings.publishedPorts.find(({ hostPort }) => hostPort === port);
  if (!published) return [];
  const free = freePort(evidence, port);
  const ports = evidence.settings.publishedPorts.map(({ hostAddress, hostPort, containerPort }) => ({
    hostAddress,
    hostPort: hostPort === port ? free : (hostPort ?? free),
    containerPort,
  }));
  return [
    changeSetting(
      evidence,
      `Publish it on another port of the host, ${free}`,
      `ports: ["${composePort(published.hostAddress, free, published.containerPort)}"]`,
      { ports },
    ),
  ];
}

/** The next one that nothing we know of has. */
function freePort({ neighbours, settings, host }: ContainerEvidence, port: number): number {
  const taken = new Set([
    ...neighbours.flatMap(({ publishedPorts }) => publishedPorts.map(({ hostPort }) => hostPort)),
    ...settings.publishedPorts.map(({ hostPort }) => hostPort),
    ...(host?.portHolders.map((holder) => holder.port) ?? []),
  ]);
  let free = port < 1024 ? port + 8000 : port + 1;
  while (taken.has(free) && free < 65_535) free++;
  return free;
}

function inside(evidence: ContainerEvidence): Weighed | null {
  const told = toldBy(evidence, 'address-in-use')[0];
  if (!told) return null;
  const { port } = told.finding;
  const shared = evidence.settings.networkMode === 'host' || evidence.settings.networkMode.startsWith('container:');
  const holder = port !== null && evidence.settings.networkMode === 'host' ? holderOnHost(evidence, port) : [];
  const which = port === null ? 'the port' : `port ${port}`;
  return {
    confidence: told.confidence,
    evidence: [
      quoteLog(told),
      ...holder,
      ...(shared ? [{ source: 'engine', text: `its network is that of ${evidence.settings.networkMode}` }] : []),
    ],
    remedies: shared
      ? [
          {
            description: `Something else in the same network (${evidence.settings.networkMode}) has ${which}: give one of them another port, or give this container a network of its own and publish the port (-p)`,
            ...(port === null ? {} : { command: `sudo ss -ltnp 'sport = :${port}'` }),
          },
        ]
      : [
          {
            description: `Two programs in this container want ${which}: start only one server there (look for a second one in the entry script, a reloader, or a server that is started at import), or give the second another port`,
          },
        ],
  };
}
