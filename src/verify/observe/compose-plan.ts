import { posix } from 'node:path';
import { parse, stringify } from 'yaml';

/** A compose file made safe to bring up beside whatever else runs: its own names, free ports, no data of the user's. */
export interface ComposePlan {
  content: string;
  /** Variables that the file insists on. */
  requiredVariables: string[];
  /** Secret files to make: the name of the file that `content` expects beside itself. */
  secretFiles: string[];
  /** What was changed that a reader of the result should know. */
  notes: string[];
}

type Mapping = Record<string, unknown>;

export interface ComposePlanOptions {
  /** The image that takes the place of what the project's own service would build. */
  image: string;
  labels: Record<string, string>;
  /** Absolute folder where the files that `secretFiles` and `environmentFile` name will lie. */
  folder: string;
  environmentFile: string;
}

/**
 * Rewrites a compose file: the built service runs the image under test, published ports become free ones on 127.0.0.1,
 * names that could meet the user's own go, host folders are mounted read-only, and secrets and variable files are replaced by
 * generated ones.
 * @returns why it cannot be brought up, as text
 */
export function planCompose(text: string, options: ComposePlanOptions): ComposePlan | string {
  let document: unknown;
  try {
    document = parse(text, { merge: true, maxAliasCount: 1_000 });
  } catch (error) {
    return `the compose file is not valid YAML: ${(error as Error).message.split('\n', 1)[0]}`;
  }
  if (!isMapping(document) || !isMapping(document.services)) return 'the compose file has no services';
  const external = externalVolume(document);
  if (external) return `the compose file uses the external volume ${external}, whose data must not be touched`;
  const notes = new Set<string>();
  const services = mapValues(document.services, (service) => planService(service, options, notes));
  const secretFiles: string[] = [];
  const planned: Mapping = {
    ...document,
    services,
    networks: named({ default: {}, ...asMapping(document.networks) }, options.labels),
    volumes: named(asMapping(document.volumes), options.labels),
    secrets: mapValues(asMapping(document.secrets), (secret, name) => {
      if (!isMapping(secret) || typeof secret.file !== 'string') return secret;
      const file = `secret-${name.replace(/[^A-Za-z0-9_-]/g, '_')}`;
      secretFiles.push(file);
      return { file: posix.join(options.folder, file) };
    }),
  };
  delete planned.name;
  delete planned.version;
  const requiredVariables = [
    ...new Set([...text.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]{0,200}):?\?/g)].map((match) => match[1] as string)),
  ];
  return {
    content: stringify(planned, { aliasDuplicateObjects: false }),
    requiredVariables,
    secretFiles,
    notes: [...notes],
  };
}

function planService(service: unknown, options: ComposePlanOptions, notes: Set<string>): unknown {
  if (!isMapping(service)) return service;
  const planned: Mapping = { ...service, labels: mergeLabels(service.labels, options.labels) };
  delete planned.container_name;
  if (buildsHere(service.build)) {
    delete planned.build;
    planned.image = options.image;
    planned.pull_policy = 'never';
  }
  if (Array.isArray(service.ports)) planned.ports = service.ports.map(freePort);
  if (service.env_file !== undefined) {
    planned.env_file = [options.environmentFile];
    notes.add('variable files replaced by generated values');
  }
  if (Array.isArray(service.volumes)) planned.volumes = service.volumes.map((volume) => readOnlyMount(volume, notes));
  return planned;
}

/** A build of the project's own folder; others are left to Compose. */
function buildsHere(build: unknown): boolean {
  const context = isMapping(build) ? (build.context ?? '.') : build;
  return typeof context === 'string' && ['.', './'].includes(context.trim());
}

/** @param port `8000:80`, `127.0.0.1:8000:80/tcp`, `${PORT:-8000}:80`, a number or the long form */
export function freePort(port: unknown): unknown {
  if (isMapping(port)) {
    const { published: _published, ...rest } = port;
    return { ...rest, host_ip: '127.0.0.1' };
  }
  return `127.0.0.1::${splitOutsideBraces(String(port)).at(-1)}`;
}

function splitOutsideBraces(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text) {
    if (char === '{') depth++;
    else if (char === '}') depth--;
    if (char === ':' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

/** Named and anonymous volumes belong to the run; a folder of the host belongs to the user. */
function readOnlyMount(volume: unknown, notes: Set<string>): unknown {
  if (isMapping(volume)) {
    if (volume.type !== 'bind') return volume;
    notes.add('host folders mounted read-only');
    return { ...volume, read_only: true };
  }
  const text = String(volume);
  const [source = '', target, mode] = splitOutsideBraces(text);
  if (!target || !/^[./~$]/.test(source)) return text;
  notes.add('host folders mounted read-only');
  const options = (mode ?? '').split(',').filter((option) => option && option !== 'rw' && option !== 'ro');
  return [source, target, ['ro', ...options].join(',')].join(':');
}

function externalVolume(document: Mapping): string | null {
  for (const [name, volume] of Object.entries(asMapping(document.volumes)))
    if (isMapping(volume) && volume.external) return name;
  return null;
}

/** Without names of their own, networks and volumes get the project's. */
function named(items: Mapping, labels: Record<string, string>): Mapping {
  return mapValues(items, (item) => {
    const mapping = asMapping(item);
    if (mapping.external) return item;
    const { name: _name, ...rest } = mapping;
    return { ...rest, labels: mergeLabels(mapping.labels, labels) };
  });
}

function mergeLabels(existing: unknown, labels: Record<string, string>): Mapping {
  const own = Array.isArray(existing)
    ? Object.fromEntries(existing.map((label) => splitOnce(String(label))))
    : asMapping(existing);
  return { ...own, ...labels };
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asMapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

function mapValues(mapping: Mapping, change: (value: unknown, name: string) => unknown): Mapping {
  return Object.fromEntries(Object.entries(mapping).map(([name, value]) => [name, change(value, name)]));
}
