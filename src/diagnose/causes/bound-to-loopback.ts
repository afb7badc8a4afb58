import { defineCause, type Evidence } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { howToListen } from '../listen-everywhere.js';
import { announcedAddresses } from '../logs/announced-addresses.js';
import { quote } from '../quote-log.js';
import { composePlace } from '../remedies/compose-place.js';
import { hasOwnNetwork, isLoopback, type ServedPort, servedPorts } from '../served-ports.js';

/** It answers inside the container only: what comes through a published port or from another container comes to another address. */
export const boundToLoopback = defineCause({
  id: 'bound-to-loopback',
  title: 'It listens on 127.0.0.1 only, where nobody outside the container reaches it',
  principle: 'environment-configuration',
  explains: ['port-not-published', 'port-mismatch'],
  weigh(evidence) {
    const { state } = evidence;
    if (state.status !== 'running' || !hasOwnNetwork(evidence)) return null;
    const served = servedPorts(evidence);
    const wanted = wantedPorts(evidence);
    const hidden = served?.filter(({ open }) => !open) ?? [];
    const meant =
      hidden.find(({ port }) => wanted.published.has(port)) ??
      hidden.find(({ port }) => wanted.exposed.has(port)) ??
      hidden[0];
    if (!meant) return null;
    // something else of it can be reached: what is hidden may be meant to be
    if (served?.some(({ open }) => open) && !wanted.published.has(meant.port)) return null;
    return {
      confidence: confidenceOf(evidence, meant, wanted),
      evidence: evidenceFor(evidence, meant, wanted.published.has(meant.port)),
      remedies: [remedyFor(evidence, meant.port)],
    };
  },
});

interface WantedPorts {
  published: ReadonlySet<number>;
  exposed: ReadonlySet<number>;
}

function wantedPorts({ settings }: ContainerEvidence): WantedPorts {
  return {
    published: new Set(settings.publishedPorts.map(({ containerPort }) => containerPort)),
    exposed: new Set(settings.exposedPorts.map((port) => Number.parseInt(port, 10))),
  };
}

function confidenceOf(
  { state }: ContainerEvidence,
  { port, source }: ServedPort,
  { published, exposed }: WantedPorts,
): number {
  const seen = source === 'probe';
  if (published.has(port)) return seen ? 0.98 : 0.85;
  // nothing is asked of it from outside, and its own check is content
  if (state.health?.status === 'healthy' && published.size === 0) return exposed.has(port) ? 0.4 : 0.15;
  if (published.size > 0) return seen ? 0.75 : 0.6;
  return exposed.has(port) ? (seen ? 0.9 : 0.75) : seen ? 0.7 : 0.55;
}

function evidenceFor(
  evidence: ContainerEvidence,
  { port, address, process, source }: ServedPort,
  published: boolean,
): Evidence[] {
  const where: Evidence =
    source === 'probe'
      ? { source: 'probe', text: `its socket listens on ${address}:${port}${process ? `, by ${quote(process)}` : ''}` }
      : {
          source: 'logs',
          text: quote(
            announcedAddresses(evidence).find((one) => one.port === port && isLoopback(one.address))?.text ??
              `${address}:${port}`,
          ),
        };
  const asked = evidence.settings.publishedPorts.find(({ containerPort }) => containerPort === port);
  if (!published || !asked) return [where];
  return [
    where,
    {
      source: 'engine',
      text: `port ${asked.hostPort ?? '?'} of the host leads to ${port} on the container's other address`,
    },
  ];
}

function remedyFor(evidence: ContainerEvidence, port: number): { description: string } {
  const place = composePlace(evidence);
  const where = place
    ? `command of service ${place.service} in ${place.file}, or CMD in the Dockerfile`
    : 'CMD in the Dockerfile';
  return {
    description: `Listen on every address of the container: ${howToListen(evidence, port)} (${where}); to keep it private on the host, publish it as 127.0.0.1:${port}:${port}`,
  };
}
