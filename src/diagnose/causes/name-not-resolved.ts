import { nearestNames } from '../../near-names.js';
import { defineCause, type Evidence, type Remedy } from '../cause.js';
import type { ContainerEvidence, Neighbour } from '../evidence/container-evidence.js';
import {
  addressesGiven,
  callName,
  hasNames,
  isNumeric,
  namedNetworks,
  namesOf,
  neighbourNamed,
  neighbourServing,
  variableWith,
} from '../hosts.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting, composePlace } from '../remedies/compose-place.js';
import { shellWord } from '../remedies/shell-word.js';

/** Why a name leads nowhere. */
interface Reason {
  /** How far the engine's facts bear the log out. */
  confirms: number;
  evidence: Evidence[];
  remedies: Remedy[];
}

/** It asked for a host by a name that nobody in its networks has. */
export const nameNotResolved = defineCause({
  id: 'name-not-resolved',
  title: 'It asks for a host by a name that is not known in its network',
  principle: 'private-network',
  explains: ['connection-refused'],
  weigh(evidence) {
    const [told] = toldBy(evidence, 'name-not-resolved');
    if (!told) return null;
    const host = hostOf(evidence, told);
    const reason = reasonFor(evidence, host, told.finding.port);
    return {
      confidence: Math.min(0.98, told.confidence * reason.confirms),
      evidence: [quoteLog(told), ...reason.evidence],
      remedies: reason.remedies,
    };
  },
});

/** Where the error does not say which name, a variable of the environment may: its address leads to nobody. */
function hostOf(evidence: ContainerEvidence, { finding }: Told): string {
  if (finding.subject !== '') return finding.subject;
  const unknown = addressesGiven(evidence).find(({ host }) => !isNumeric(host) && !isReachable(evidence, host));
  return unknown?.host ?? '';
}

function isReachable(evidence: ContainerEvidence, host: string): boolean {
  return hasNames(neighbourNamed(evidence, host)?.sharedNetworks ?? []);
}

function reasonFor(evidence: ContainerEvidence, host: string, port: number | null): Reason {
  const own = namedNetworks(evidence);
  const neighbour = host === '' ? stoppedNeighbour(evidence) : neighbourNamed(evidence, host);
  if (neighbour) return knownName(evidence, neighbour, own);
  if (host.includes('.') || host === '') return outside(evidence, host);
  const near = nearName(evidence, host) ?? (port === null ? null : neighbourServing(evidence, port));
  return near ? otherName(evidence, host, port, near) : nobody(evidence, host, own);
}

/** Where the error tells no name: one that others would have, if it ran. */
function stoppedNeighbour({ neighbours }: ContainerEvidence): Neighbour | null {
  return neighbours.find(({ status, sharedNetworks }) => status !== 'running' && hasNames(sharedNetworks)) ?? null;
}

/** Somebody has this name: it is in another network, in one without names, or does not run. */
function knownName(evidence: ContainerEvidence, neighbour: Neighbour, own: readonly string[]): Reason {
  const { name } = evidence;
  if (hasNames(neighbour.sharedNetworks)) {
    if (neighbour.status === 'running')
      return {
        confirms: 0.85,
        evidence: [
          {
            source: 'neighbours',
            text: `${neighbour.name} runs now in ${neighbour.sharedNetworks.join(', ')}: it was not there yet`,
          },
        ],
        remedies: waitFor(evidence, neighbour),
      };
    return {
      confirms: 1.05,
      evidence: [
        {
          source: 'neighbours',
          text: `${callName(neighbour)} (${neighbour.name}) is ${neighbour.status}: the name of a container that does not run is not known`,
        },
      ],
      remedies: [
        {
          description: `See why ${neighbour.name} does not run`,
          command: `dockwright diagnose ${shellWord(neighbour.name)}`,
        },
        { description: 'Start it', command: `docker start ${shellWord(neighbour.name)}` },
      ],
    };
  }
  const common = neighbour.networks.find((network) => hasNames([network])) ?? own[0];
  const others = `${neighbour.name} is in ${neighbour.networks.join(', ') || 'no network'}, this container in ${evidence.settings.networks.map((network) => network.name).join(', ') || 'none'}`;
  const bridge = neighbour.sharedNetworks.length > 0 ? '; in the default bridge containers have no names' : '';
  return {
    confirms: 1.06,
    evidence: [{ source: 'neighbours', text: `${others}${bridge}` }],
    remedies: common
      ? [
          {
            description: `Bring both into one network, ${common}`,
            command: `docker network connect ${shellWord(common)} ${shellWord(own.includes(common) ? neighbour.name : name)}`,
          },
          inCompose(common),
        ]
      : [
          {
            description: 'Give both a network of their own: there, names are known',
            command: `docker network create app && docker network connect app ${shellWord(neighbour.name)} && docker network connect app ${shellWord(name)} && docker restart ${shellWord(name)}`,
          },
          inCompose('app'),
        ],
  };
}

function inCompose(network: string): Remedy {
  return {
    description: `In compose.yaml: networks: [${network}] for both services (services of one file share a network already)`,
  };
}

function waitFor(evidence: ContainerEvidence, neighbour: Neighbour): Remedy[] {
  return [
    {
      description: 'Start it again now that the other one is there',
      command: `docker restart ${shellWord(evidence.name)}`,
    },
    {
      description: `So that it waits: depends_on: {${callName(neighbour)}: {condition: service_healthy}} in compose.yaml, with a health check there`,
    },
  ];
}

function nearName(evidence: ContainerEvidence, host: string): Neighbour | null {
  const candidates = evidence.neighbours.filter(
    ({ sharedNetworks, composeService }) => hasNames(sharedNetworks) || (composePlace(evidence) && composeService),
  );
  const [name] = nearestNames(host, candidates.flatMap(namesOf));
  return candidates.find((one) => name !== undefined && namesOf(one).includes(name)) ?? null;
}

function otherName(evidence: ContainerEvidence, host: string, port: number | null, near: Neighbour): Reason {
  const names = namesOf(near);
  const meant = nearestNames(host, names)[0] ?? callName(near);
  const variable = variableWith(evidence, host, port);
  return {
    confirms: 1.05,
    evidence: [
      {
        source: 'neighbours',
        text: `nobody is called ${host}; ${near.name} (${near.image}) is called ${names.join(', ')}`,
      },
    ],
    remedies: [
      variable
        ? changeSetting(
            evidence,
            `Ask for ${meant} instead of ${host}: ${variable} says so`,
            `environment: {${variable}: ...//${meant}${port ? `:${port}` : ''}...}`,
            {
              options: [
                '-e',
                `${variable}=${(evidence.settings.environment.get(variable) ?? '').replace(host, meant)}`,
              ],
            },
          )
        : { description: `Ask for ${meant} instead of ${host}` },
      ...(hasNames(near.sharedNetworks)
        ? [
            {
              description: `Or let ${near.name} be called ${host} too`,
              command: aliasCommand(near, host),
            },
          ]
        : []),
    ],
  };
}

function aliasCommand({ name, sharedNetworks }: Neighbour, host: string): string {
  const network = shellWord(sharedNetworks.find((one) => hasNames([one])) ?? '');
  return `docker network disconnect ${network} ${shellWord(name)} && docker network connect --alias ${shellWord(host)} ${network} ${shellWord(name)}`;
}

function nobody(evidence: ContainerEvidence, host: string, own: readonly string[]): Reason {
  const there = evidence.neighbours.filter(({ sharedNetworks }) => hasNames(sharedNetworks)).map(callName);
  const networks = evidence.settings.networks.map(({ name }) => name).join(', ') || evidence.settings.networkMode;
  return {
    confirms: 1.02,
    evidence: [
      {
        source: 'neighbours',
        text: `nobody in its network (${networks}) is called ${host}; ${there.length > 0 ? `there are ${there.slice(0, 8).join(', ')}` : 'no other with a name is there'}`,
      },
    ],
    remedies: [
      own.length === 0
        ? {
            description: `Start ${host} in a network of its own, and bring this container into it`,
            command: `docker network create app && docker network connect app ${shellWord(evidence.name)} && docker run -d --network app --name ${shellWord(host)} IMAGE`,
          }
        : {
            description: `Start ${host} there`,
            command: `docker run -d --network ${shellWord(own[0] as string)} --name ${shellWord(host)} IMAGE`,
          },
      { description: 'Or correct the name that it asks for' },
    ],
  };
}

/** A name of the internet, or one that nothing tells: the name servers are what to look at. */
function outside(evidence: ContainerEvidence, host: string): Reason {
  const servers = evidence.inside?.nameServers ?? [];
  const none = evidence.settings.networkMode === 'none';
  return {
    confirms: none ? 1.05 : 0.95,
    evidence: [
      ...(none ? [{ source: 'engine', text: 'its network mode is none: it has no network at all' }] : []),
      ...(servers.length > 0 ? [{ source: 'probe', text: `resolv.conf: ${servers.slice(0, 3).join('; ')}` }] : []),
    ],
    remedies: none
      ? [changeSetting(evidence, 'Give it a network', 'no network_mode', { network: 'bridge' })]
      : [
          {
            description: `See whether other containers can ask for ${host || 'names'}`,
            command: `docker run --rm busybox nslookup ${host || 'example.com'}`,
          },
          changeSetting(evidence, 'Where only containers cannot: name servers that they reach', 'dns: [9.9.9.9]', {
            options: ['--dns', '9.9.9.9'],
          }),
        ],
  };
}
