import type { Project } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';
import { type BackingService, backingService } from './backing-services.js';
import { literal, requiredVariable } from './interpolation.js';

type SpecService = Spec['services'][number];

/** A service of the Spec with what Compose knows of it. */
export interface ComposedService {
  name: string;
  service: BackingService;
  declared: SpecService;
}

/** The Spec's services that Compose can run, and the names of those that it cannot. */
export function composedServices(project: Project, spec: Spec): { known: ComposedService[]; unknown: string[] } {
  const known: ComposedService[] = [];
  const unknown: string[] = [];
  for (const declared of spec.services) {
    const service = backingService(declared.name, project);
    if (!service) unknown.push(declared.name);
    else if (!known.some(({ name }) => name === declared.name)) known.push({ name: declared.name, service, declared });
  }
  return { known, unknown };
}

/**
 * Values, in Compose's own notation, of the application's variables that lead to its services: a URL where a variable
 * takes one, else host, port, user, password and database one by one.
 */
export function connectionValues(project: Project, spec: Spec, services: ComposedService[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const { name, service, declared } of services) {
    const url = serviceUrl(name, service, project.services.find((found) => found.name === name)?.scheme);
    if (declared.env && !isPart(declared.env)) values.set(declared.env, url);
    for (const { name: variable } of spec.environment)
      if (!values.has(variable)) {
        const value = service.urls?.includes(variable) ? url : partOf(variable, name, service, url);
        if (value !== undefined) values.set(variable, value);
      }
    if (![...values.values()].some((value) => value === url || value === name)) values.set(usualVariable(service), url);
  }
  return values;
}

/** Services whose address no variable of the Spec takes, with the variable that is set by custom. */
export function unnamedConnections(project: Project, spec: Spec): { name: string; variable: string }[] {
  const named = new Set([...spec.environment.map(({ name }) => name), ...spec.services.map(({ env }) => env)]);
  const { known } = composedServices(project, spec);
  const values = connectionValues(project, spec, known);
  return known
    .map(({ name, service }) => ({ name, variable: usualVariable(service) }))
    .filter(({ variable }) => values.has(variable) && !named.has(variable));
}

/** The variable that an application of this kind usually reads. */
function usualVariable({ prefixes }: BackingService): string {
  return prefixes.includes('DATABASE') ? 'DATABASE_URL' : `${prefixes[0]}_URL`;
}

function serviceUrl(host: string, service: BackingService, scheme: string | undefined): string {
  const known = scheme && /^[A-Za-z][A-Za-z0-9+.-]{0,40}$/.test(scheme) ? scheme : service.scheme;
  const user = service.user && service.password ? `${service.user}:${requiredVariable(service.password)}@` : '';
  const path = service.path ?? (service.database ? `/${service.database}` : '');
  return `${literal(known)}://${user}${literal(host)}:${service.port}${path}`;
}

/** The variable holds a part of a connection, not its URL. */
function isPart(variable: string): boolean {
  return /_(?:HOST|HOSTNAME|SERVER|ADDRESS|PORT|USER|USERNAME|PASSWORD|PASS|PASSWD|DB|NAME)$/.test(variable);
}

function partOf(variable: string, host: string, service: BackingService, url: string): string | undefined {
  // libpq's own variables have no underscore: PGHOST
  const separator = /^PG[A-Z]+$/.test(variable) ? '' : '_';
  const prefix = service.prefixes.find((candidate) => variable.startsWith(`${candidate}${separator}`));
  if (!prefix) return undefined;
  switch (variable.slice(prefix.length + separator.length)) {
    case 'URL':
    case 'URI':
    case 'DSN':
      return url;
    case 'HOST':
    case 'HOSTNAME':
    case 'SERVER':
    case 'ADDRESS':
      return host;
    case 'PORT':
      return String(service.port);
    case 'USER':
    case 'USERNAME':
      return service.user;
    case 'PASSWORD':
    case 'PASS':
    case 'PASSWD':
      return service.password && requiredVariable(service.password);
    case 'DB':
    case 'DATABASE':
    case 'NAME':
    case 'DB_NAME':
    case 'DBNAME':
      return service.database;
    default:
      return undefined;
  }
}
