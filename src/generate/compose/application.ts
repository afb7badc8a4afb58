import type { Spec } from '../../spec/schema.js';
import { parseSize } from '../../spec/units.js';
import { defaultWorkers } from '../dockerfile/gunicorn.js';
import type { Subject } from '../dockerfile/subject.js';
import { volumePaths } from '../dockerfile/volumes.js';
import { imageReference } from '../image-reference.js';
import { type ComposedService, connectionValues } from './connection.js';
import { literal, requiredVariable, variableWithDefault } from './interpolation.js';

const engineDefaultShm = 64 * 2 ** 20;

/** Programs that start children which somebody must wait for. */
const forking = ['celery', 'rq', 'dramatiq', 'huey', 'playwright', 'patchright', 'pyppeteer', 'selenium', 'crawl4ai'];

/** The application's service: the image as it is proven, its variables, and what it waits for. */
export function composedApplication(subject: Subject, known: ComposedService[]): Record<string, unknown> {
  const { project, spec } = subject;
  const { port } = spec.app;
  const volumes = volumePaths(spec.volumes).map((target, index) => volume(volumeName(spec, index), target));
  const privateIndexes = project.dependencies.privateIndexes.length > 0;
  const environment = applicationEnvironment(subject, known);
  const shm = parseSize(spec.resources.shm) ?? 0;
  const forks = [...project.dependencies.direct, ...project.dependencies.locked].some(({ name }) =>
    forking.includes(name),
  );
  return {
    build: privateIndexes ? { context: '.', secrets: ['netrc'] } : '.',
    image: imageReference(spec),
    ...(port === null ? {} : { ports: [`\${HOST_PORT:-${port}}:${port}`] }),
    ...(environment.size ? { environment } : {}),
    ...(known.length
      ? {
          depends_on: Object.fromEntries(known.map(({ name }) => [name, { condition: 'service_healthy' }])),
          networks: ['default', 'private'],
        }
      : {}),
    read_only: true,
    tmpfs: ['/tmp'],
    ...(volumes.length ? { volumes } : {}),
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    ...(forks ? { init: true } : {}),
    ...(shm > engineDefaultShm ? { shm_size: composeSize(shm) } : {}),
    deploy: { resources: resources(spec) },
    restart: project.kind === 'job' ? 'no' : 'unless-stopped',
  };
}

function applicationEnvironment(
  { project, spec, variant }: Subject,
  known: ComposedService[],
): Map<string, string | null> {
  const connections = connectionValues(project, spec, known);
  const environment = new Map<string, string | null>(connections);
  if (variant === 'gunicorn') environment.set('WEB_CONCURRENCY', `\${WEB_CONCURRENCY:-${defaultWorkers(spec)}}`);
  for (const { name, default: value, secret, required } of spec.environment) {
    if (environment.has(name) || name === 'PORT') continue;
    // without a value Compose passes on what .env or the shell sets, and nothing where neither does
    const optional = value && !secret ? (variableWithDefault(name, value) ?? null) : null;
    environment.set(name, required ? requiredVariable(name) : optional);
  }
  return environment;
}

/** The name of a volume of the application, by its place in the Spec. */
export function volumeName(spec: Spec, index: number): string {
  return volumePaths(spec.volumes).length > 1 ? `data-${index + 1}` : 'data';
}

function volume(source: string, target: string): unknown {
  return /^[A-Za-z0-9_./-]+$/.test(target)
    ? `${source}:${target}`
    : { type: 'volume', source, target: literal(target) };
}

function resources({ resources: { memory, cpus }, runtime }: Spec): Record<string, unknown> {
  return {
    limits: { cpus: String(cpus), memory: composeSize(parseSize(memory) ?? 512e6), pids: 256 },
    ...(runtime.accelerator === 'cuda'
      ? { reservations: { devices: [{ driver: 'nvidia', count: 1, capabilities: ['gpu'] }] } }
      : {}),
  };
}

/** Bytes as Compose writes them; whole megabytes and gigabytes of the Spec keep their number. */
export function composeSize(bytes: number): string {
  if (bytes % 1e9 === 0) return `${bytes / 1e9}G`;
  return bytes % 1e6 === 0 ? `${bytes / 1e6}M` : `${bytes}b`;
}
