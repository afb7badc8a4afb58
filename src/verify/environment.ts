import { randomBytes } from 'node:crypto';
import type { Spec } from '../spec/schema.js';

/** What a container of the application gets to start with. */
export interface RunEnvironment {
  variables: Record<string, string>;
  /** Names that got an invented value, because the application insists on them and only its users know them. */
  placeholders: string[];
}

/**
 * Variables for a run: the port, the URLs of services that were started for it, and invented values for what is required and
 * has no default. Optional services are left out: the application must do without.
 */
export function runEnvironment(spec: Spec, services: Record<string, string> = {}): RunEnvironment {
  const variables: Record<string, string> = { ...services };
  const placeholders: string[] = [];
  if (spec.app.port !== null) variables.PORT = String(spec.app.port);
  for (const { name, required, default: fallback } of spec.environment) {
    if (!required || fallback !== undefined || name in variables) continue;
    variables[name] = placeholderFor(name);
    placeholders.push(name);
  }
  return { variables, placeholders };
}

/** A value of the form that a variable of this name has, plainly invented, and leading nowhere. */
export function placeholderFor(name: string): string {
  const random = randomBytes(16).toString('hex');
  const upper = name.toUpperCase();
  if (/(DATABASE|POSTGRES|PG|DB)_?(URL|URI|DSN)$/.test(upper))
    return `postgresql://placeholder:${random}@placeholder.invalid:5432/placeholder`;
  if (/REDIS.*(URL|URI)$/.test(upper)) return 'redis://placeholder.invalid:6379/0';
  if (/MONGO.*(URL|URI)$/.test(upper)) return 'mongodb://placeholder.invalid:27017/placeholder';
  if (/(AMQP|RABBIT|BROKER).*(URL|URI)$/.test(upper)) return 'amqp://placeholder.invalid:5672/';
  if (/(URL|URI|ENDPOINT)$/.test(upper)) return 'http://placeholder.invalid';
  if (/(_|^)(HOST|HOSTNAME|SERVER)$/.test(upper)) return 'placeholder.invalid';
  if (/(_|^)(EMAIL|MAIL_FROM)$/.test(upper)) return 'placeholder@placeholder.invalid';
  if (/(_|^)(PORT|TIMEOUT|COUNT|SIZE|LIMIT|TTL|SECONDS|MINUTES|WORKERS|RETRIES|DB)$/.test(upper)) return '8080';
  if (/^(DEBUG|ENABLE|USE)_|(_|^)(ENABLED|DEBUG)$/.test(upper)) return 'false';
  return `placeholder-${random}`;
}
