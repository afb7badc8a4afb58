import type { InspectedContainer } from '../../engine/inspect-container.js';
import type { PublishedPort } from './container-evidence.js';

type Bindings = Record<string, { HostIp?: string; HostPort?: string }[] | null | undefined>;

/** What was asked for, with the port that the engine chose where it runs; those of `--publish-all` are only known then. */
export function publishedPorts(facts: InspectedContainer): PublishedPort[] {
  const asked = (facts.HostConfig?.PortBindings ?? {}) as Bindings;
  const given = (facts.NetworkSettings?.Ports ?? {}) as Bindings;
  const keys = [...new Set([...Object.keys(asked), ...Object.keys(given)])];
  return keys.flatMap((key) => {
    const [port, protocol = 'tcp'] = key.split('/');
    return (asked[key] ?? given[key] ?? []).map(
      ({ HostIp = '', HostPort = '' }): PublishedPort => ({
        containerPort: Number(port),
        protocol,
        hostAddress: HostIp,
        hostPort: portOf(HostPort) ?? portOf(given[key]?.[0]?.HostPort),
      }),
    );
  });
}

function portOf(text: string | undefined): number | null {
  const port = Number(text);
  return Number.isInteger(port) && port > 0 ? port : null;
}
