import { defineCause, type Remedy, type Weighed } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { changeSetting } from '../remedies/compose-place.js';
import { composePort } from '../remedies/run-again.js';
import { hasOwnNetwork, type ServedPort, servedPorts } from '../served-ports.js';

/** The published port, or the one that the image declares, leads to nothing, while the program listens on another one. */
export const portMismatch = defineCause({
  id: 'port-mismatch',
  title: 'It listens on another port than the one that leads to it',
  principle: 'environment-configuration',
  explains: ['port-not-published'],
  weigh(evidence) {
    if (evidence.state.status !== 'running' || !hasOwnNetwork(evidence)) return null;
    const served = servedPorts(evidence);
    if (!served || served.length === 0) return null;
    return published(evidence, served) ?? exposed(evidence, served);
  },
});

function published(evidence: ContainerEvidence, served: readonly ServedPort[]): Weighed | null {
  const { publishedPorts } = evidence.settings;
  const dead = publishedPorts.filter(
    ({ containerPort, protocol }) => protocol === 'tcp' && !served.some(({ port }) => port === containerPort),
  );
  const unled = served.filter(({ port }) => !publishedPorts.some(({ containerPort }) => containerPort === port));
  const own = unled.find(({ open }) => open) ?? unled[0];
  const [first] = dead;
  if (!first || !own) return null;
  const alive = dead.length < publishedPorts.filter(({ protocol }) => protocol === 'tcp').length;
  return {
    confidence: (own.source === 'probe' ? 0.96 : 0.75) * (alive ? 0.6 : 1) * (own.open ? 1 : 0.8),
    evidence: [
      {
        source: 'engine',
        text: `port ${first.hostPort ?? '?'} of the host leads to port ${first.containerPort} of the container`,
      },
      { source: own.source, text: `nothing listens on ${first.containerPort} there; ${listening(served)}` },
    ],
    remedies: [
      changeSetting(
        evidence,
        `Let the published port lead to ${own.port}`,
        `ports: ["${composePort(first.hostAddress, first.hostPort ?? own.port, own.port)}"]`,
        {
          ports: publishedPorts.map((port) => ({
            hostAddress: port.hostAddress,
            hostPort: port.hostPort ?? own.port,
            containerPort: port === first ? own.port : port.containerPort,
          })),
        },
      ),
      ...ownPort(evidence, first.containerPort),
    ],
  };
}

/** Nothing is published: what the image declares is what people will publish. */
function exposed(evidence: ContainerEvidence, served: readonly ServedPort[]): Weighed | null {
  const { settings, state } = evidence;
  if (settings.publishedPorts.length > 0) return null;
  const declared = settings.exposedPorts
    .filter((port) => port.endsWith('/tcp'))
    .map((port) => Number.parseInt(port, 10));
  if (declared.length === 0 || served.some(({ port }) => declared.includes(port))) return null;
  const own = served.find(({ open }) => open) ?? served[0];
  if (!own) return null;
  return {
    confidence: state.health?.status === 'healthy' ? 0.18 : own.source === 'probe' ? 0.85 : 0.6,
    evidence: [
      { source: 'image', text: `EXPOSE ${declared.join(' ')}` },
      { source: own.source, text: `nothing listens there; ${listening(served)}` },
    ],
    remedies: [
      {
        description: `Say the true port in the Dockerfile: EXPOSE ${own.port}; and publish that one: -p ${own.port}:${own.port}`,
      },
      ...ownPort(evidence, declared[0] as number),
    ],
  };
}

function listening(served: readonly ServedPort[]): string {
  return `it listens on ${[...new Set(served.map(({ port, address }) => `${address}:${port}`))].slice(0, 5).join(', ')}`;
}

/** Many programs take their port from PORT. */
function ownPort(evidence: ContainerEvidence, port: number): Remedy[] {
  const own = evidence.settings.environment.get('PORT');
  if (own === undefined || own === `${port}`) return [{ description: `Or let the program listen on ${port}` }];
  return [
    changeSetting(evidence, `Or set PORT to ${port}; it is ${own} now`, `environment: {PORT: "${port}"}`, {
      options: ['-e', `PORT=${port}`],
    }),
  ];
}
