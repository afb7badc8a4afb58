import { type Document, isMap, type YAMLMap } from 'yaml';
import type { Spec } from '../../spec/schema.js';
import type { ComposedService } from './connection.js';

export interface ComposeReason {
  path: string[];
  principle: string;
  reason: string;
}

/** Puts a one-line reason above the lines that have one, and an empty line before each service and section. */
export function explainCompose(document: Document, app: string, spec: Spec, known: ComposedService[]): ComposeReason[] {
  const names = known.map(({ name }) => name).join(' and ');
  const required =
    spec.environment.some((variable) => variable.required) || known.some(({ service }) => service.password);
  const reasons: ComposeReason[] = [
    {
      path: [app, 'ports'],
      principle: 'private-network',
      reason: `The only published port; HOST_PORT=127.0.0.1:${spec.app.port} keeps it on this machine`,
    },
    {
      path: [app, 'environment'],
      principle: required ? 'no-secrets' : 'environment-configuration',
      reason: required
        ? 'From .env or the shell; what has no default must be set, nothing secret is written here'
        : 'From .env or the shell, else these defaults',
    },
    {
      path: [app, 'depends_on'],
      principle: 'healthy-dependencies',
      reason: `Started once ${names} ${known.length > 1 ? 'answer' : 'answers'}`,
    },
    {
      path: [app, 'read_only'],
      principle: 'read-only-root',
      reason: 'As it was proven: nothing is writable but /tmp and the volumes',
    },
    { path: [app, 'cap_drop'], principle: 'non-root', reason: 'It needs no capability' },
    {
      path: [app, 'init'],
      principle: 'init-process',
      reason: 'It starts processes of its own, which an init waits for',
    },
    { path: [app, 'deploy'], principle: 'resource-limits', reason: 'resources of container.spec.yaml' },
    ...known.map(
      ({ name, service }): ComposeReason => ({
        path: [name, 'volumes'],
        principle: 'persistent-data',
        reason: `${service.data ?? name} outlives the container`,
      }),
    ),
  ];
  const services = document.get('services');
  for (const map of [document.contents, services])
    if (isMap(map)) for (const item of map.items.slice(1)) (item.key as { spaceBefore?: boolean }).spaceBefore = true;
  return reasons.filter(({ path: [service, key], reason }) => {
    const map = isMap(services) ? (services.get(service) as YAMLMap | undefined) : undefined;
    const pair = map?.items.find((item) => String(item.key) === key || (item.key as { value?: unknown }).value === key);
    if (!pair) return false;
    (pair.key as { commentBefore?: string }).commentBefore = ` ${reason}`;
    return true;
  });
}

/** The line that a reason stands above, from 1. */
export function lineAfter(content: string, reason: string): number {
  return content.split('\n').findIndex((line) => line.trim() === `# ${reason}`) + 2;
}
