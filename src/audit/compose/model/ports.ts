import { splitAtColons, withDefaults } from './interpolation.js';
import { type Service, settingOf } from './service.js';
import { entryAt, itemsOf, textOf, type Value } from './value.js';

/** A published port in either form, variables replaced by their defaults; null is what is not there or not known. */
export interface PublishedPort {
  value: Value;
  /** An address of the host; null: all of its interfaces. */
  address: string | null;
  /** A number, a range `8000-8010`, or null where the engine chooses. */
  host: string | null;
  container: string | null;
  /** Part of it is a variable without a default: what it is bound to is not known. */
  unknown: boolean;
}

/** Several rules ask. */
const known = new WeakMap<Service, readonly PublishedPort[]>();

export function portsOf(service: Service): readonly PublishedPort[] {
  let ports = known.get(service);
  if (!ports) {
    ports = readPorts(service);
    known.set(service, ports);
  }
  return ports;
}

function readPorts(service: Service): PublishedPort[] {
  return itemsOf(settingOf(service, 'ports')?.value).map((value) =>
    value.kind === 'mapping' ? longForm(value) : shortForm(value),
  );
}

function longForm(value: Value): PublishedPort {
  const text = (key: string) => textOf(entryAt(value, key)?.value);
  const published = text('published');
  // an address in `published` is no Compose, but people write it
  const parts = splitAtColons(published ?? '');
  const misplaced = parts[0]?.includes('.') && !parts[0].includes('$') ? parts[0] : null;
  const host = misplaced ? (parts[1] ?? null) : (published ?? null);
  return {
    value,
    address: text('host_ip') ?? misplaced,
    host: host === null ? null : withDefaults(host),
    container: withDefaults(text('target') ?? ''),
    unknown: host !== null && withDefaults(host) === null,
  };
}

function shortForm(value: Value): PublishedPort {
  const text = textOf(value) ?? '';
  const filled = withDefaults(text);
  const parts = splitAtColons((filled ?? text).split('/', 1)[0] as string);
  const container = parts.at(-1) ?? null;
  const host = parts.length > 1 ? parts.at(-2) || null : null;
  const address =
    parts.length > 2
      ? parts
          .slice(0, -2)
          .join(':')
          .replace(/^\[|\]$/g, '') || null
      : null;
  return { value, address, host, container, unknown: filled === null };
}

/** It is reachable from outside the host. */
export function isOpen({ address }: PublishedPort): boolean {
  return address === null || address === '0.0.0.0' || address === '::';
}

/** First number of a port or a range; null where there is none. */
export function firstPort(port: string | null): number | null {
  const digits = /^\d{1,5}/.exec(port ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}
