import { defineCause, type Evidence, type Remedy } from '../cause.js';
import type { ContainerEvidence, Neighbour } from '../evidence/container-evidence.js';
import {
  addressesGiven,
  callName,
  hasNames,
  isItself,
  isNumeric,
  namedNetworks,
  namesOf,
  neighbourNamed,
  neighbourServing,
  variableWith,
} from '../hosts.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';
import { shellWord } from '../remedies/shell-word.js';

interface Reason {
  confirms: number;
  evidence: Evidence[];
  remedies: Remedy[];
}

/** It called another service, and nothing listened at that address. */
export const connectionRefused = defineCause({
  id: 'connection-refused',
  title: 'A service that it calls does not answer at that address',
  principle: 'healthy-dependencies',
  weigh(evidence) {
    const [told] = toldBy(evidence, 'connection-refused', 'unreachable');
    if (!told) return null;
    const { host, port } = addressOf(evidence, told);
    const reason = reasonFor(evidence, host, port);
    return {
      confidence: Math.min(0.97, told.confidence * reason.confirms),
      evidence: [quoteLog(told), ...reason.evidence],
      remedies: reason.remedies,
    };
  },
});

/** Where the error does not say which address, a variable may whose address is the container itself or a neighbour's. */
function addressOf(evidence: ContainerEvidence, { finding }: Told): { host: string; port: number | null } {
  if (finding.subject !== '') return { host: finding.subject, port: finding.port };
  const likely = addressesGiven(evidence).find(({ host }) => isItself(host) || neighbourNamed(evidence, host));
  return likely ?? { host: '', port: finding.port };
}

function reasonFor(evidence: ContainerEvidence, host: string, port: number | null): Reason {
  if (isItself(host)) return itself(evidence, host, port);
  const neighbour = neighbourNamed(evidence, host);
  if (neighbour) return known(evidence, neighbour, host, port);
  const serving = port === null ? null : neighbourServing(evidence, port);
  // programs tell the address that a name led to: it was found, in a network that both are in
  if (serving && isNumeric(host) && hasNames(serving.sharedNetworks))
    return known(evidence, serving, callName(serving), port);
  return serving ? elsewhere(evidence, host, port, serving) : unknown(evidence, host, port);
}

/** localhost is the container itself. */
function itself(evidence: ContainerEvidence, host: string, port: number | null): Reason {
  const serving = port === null ? null : neighbourServing(evidence, port);
  const own = evidence.inside?.listeners.some((listener) => listener.port === port);
  const empty: Evidence[] =
    evidence.inside && port !== null && !own
      ? [{ source: 'probe', text: `nothing listens on port ${port} in this container` }]
      : [];
  const meaning = `${host} is the container itself`;
  if (serving) return { confirms: 1.05, ...askNeighbour(evidence, host, port, serving, meaning, empty) };
  return {
    confirms: own ? 0.7 : 1,
    evidence: [
      {
        source: 'neighbours',
        text: `${meaning}${port === null ? '' : `; no other container is known to serve port ${port}`}`,
      },
      ...empty,
    ],
    remedies: [
      changeSetting(
        evidence,
        `If ${port === null ? 'it' : `port ${port}`} is served by a program of the host: ask for host.docker.internal instead of ${host}`,
        'extra_hosts: ["host.docker.internal:host-gateway"]',
        {
          options: [
            '--add-host',
            'host.docker.internal:host-gateway',
            ...asOther(evidence, host, port, 'host.docker.internal'),
          ],
        },
      ),
      {
        description:
          'If it is a service of its own: start it in a network with this container, and ask for it by its name',
      },
    ],
  };
}

function askNeighbour(
  evidence: ContainerEvidence,
  host: string,
  port: number | null,
  serving: Neighbour,
  meaning: string,
  further: readonly Evidence[],
): Pick<Reason, 'evidence' | 'remedies'> {
  const meant = callName(serving);
  const variable = variableWith(evidence, host, port);
  return {
    evidence: [
      {
        source: 'neighbours',
        text: `${meaning}; ${serving.name} (${serving.image}, ${serving.status}) serves port ${port}, and is probably meant`,
      },
      ...further,
    ],
    remedies: [
      variable
        ? changeSetting(
            evidence,
            `Ask for ${meant} instead of ${host}: in ${variable}`,
            `environment: {${variable}: ...${meant}:${port}...}`,
            {
              options: asOther(evidence, host, port, meant),
            },
          )
        : { description: `Ask for ${meant}:${port} instead of ${host}:${port}` },
      ...joinNetwork(evidence, serving),
    ],
  };
}

function asOther(evidence: ContainerEvidence, host: string, port: number | null, other: string): string[] {
  const variable = variableWith(evidence, host, port);
  const value = variable === null ? undefined : evidence.settings.environment.get(variable);
  return variable === null || value === undefined ? [] : ['-e', `${variable}=${value.replace(host, other)}`];
}

function joinNetwork(evidence: ContainerEvidence, { name, sharedNetworks, networks }: Neighbour): Remedy[] {
  if (hasNames(sharedNetworks)) return [];
  const common = networks.find((network) => hasNames([network])) ?? namedNetworks(evidence)[0];
  if (!common)
    return [
      {
        description: 'They need a network of their own, in which names are known',
        command: `docker network create app && docker network connect app ${shellWord(name)} && docker network connect app ${shellWord(evidence.name)}`,
      },
    ];
  const outsider = namedNetworks(evidence).includes(common) ? name : evidence.name;
  return [
    {
      description: `They share no network with names: bring both into ${common}`,
      command: `docker network connect ${shellWord(common)} ${shellWord(outsider)}`,
    },
  ];
}

/** The one that is called is known: it does not run, is not ready, serves another port, or is in another network. */
function known(evidence: ContainerEvidence, neighbour: Neighbour, host: string, port: number | null): Reason {
  const called = callName(neighbour);
  if (neighbour.status !== 'running')
    return {
      confirms: 1.06,
      evidence: [{ source: 'neighbours', text: `${neighbour.name} is ${neighbour.status}` }],
      remedies: [
        {
          description: `See why ${neighbour.name} does not run`,
          command: `dockwright diagnose ${shellWord(neighbour.name)}`,
        },
        { description: 'Start it', command: `docker start ${shellWord(neighbour.name)}` },
      ],
    };
  const ports = servedBy(neighbour);
  if (port !== null && ports.length > 0 && !ports.includes(port)) {
    const outer = neighbour.publishedPorts.find(({ hostPort }) => hostPort === port);
    return {
      confirms: 1.05,
      evidence: [
        {
          source: 'neighbours',
          text: outer
            ? `${neighbour.name} serves port ${outer.containerPort}; ${port} is its port on the host, which other containers do not use`
            : `${neighbour.name} (${neighbour.image}) declares port ${ports.join(', ')}, not ${port}`,
        },
      ],
      remedies: [{ description: `Ask for ${host}:${outer?.containerPort ?? ports[0]}` }, waitFor(called)],
    };
  }
  const ready = neighbour.health === 'healthy' || neighbour.health === null;
  return {
    confirms: 1.02,
    evidence: [
      {
        source: 'neighbours',
        text: `${neighbour.name} (${neighbour.image}) runs${neighbour.health ? ` and is ${neighbour.health}` : ''}${ready ? ': it was not ready yet, or listens on its own loopback only' : ''}`,
      },
    ],
    remedies: [
      waitFor(called),
      {
        description: 'Start it again, once the other one answers',
        command: `docker restart ${shellWord(evidence.name)}`,
      },
      {
        description: 'If it is refused again: see where that one listens',
        command: `dockwright diagnose ${shellWord(neighbour.name)}`,
      },
      ...joinNetwork(evidence, neighbour),
    ],
  };
}

function servedBy({ exposedPorts, publishedPorts }: Neighbour): number[] {
  return [
    ...new Set([
      ...exposedPorts.filter((port) => port.endsWith('/tcp')).map((port) => Number.parseInt(port, 10)),
      ...publishedPorts.map(({ containerPort }) => containerPort),
    ]),
  ];
}

function waitFor(service: string): Remedy {
  return {
    description: `So that it waits until ${service} answers: a health check there, and here in compose.yaml depends_on: {${service}: {condition: service_healthy}}; or let the code try again`,
  };
}

function elsewhere(evidence: ContainerEvidence, host: string, port: number | null, serving: Neighbour): Reason {
  return {
    confirms: 0.98,
    ...askNeighbour(
      evidence,
      host,
      port,
      serving,
      `no container is called ${host || 'so'} (names there are ${namesOf(serving).slice(0, 3).join(', ')})`,
      [],
    ),
  };
}

function unknown(evidence: ContainerEvidence, host: string, port: number | null): Reason {
  const networks = evidence.settings.networks.map(({ name }) => name).join(', ') || evidence.settings.networkMode;
  return {
    confirms: 0.95,
    evidence: [
      {
        source: 'neighbours',
        text: `no container on this engine is known to be ${host || 'that service'}${port === null ? '' : ` or to serve port ${port}`}; this one is in ${networks}`,
      },
    ],
    remedies: [
      {
        description: `See that ${host || 'the service'} runs, and on which port it listens, and on an address that others reach`,
      },
      ...(host && port
        ? [
            {
              description: 'Try it from a container in the same network',
              command: `docker run --rm --network container:${shellWord(evidence.name)} busybox nc -vz ${shellWord(host)} ${port}`,
            },
          ]
        : []),
    ],
  };
}
