import type { Project } from '../../project/project.js';
import type { Spec } from '../../spec/schema.js';
import { parseSize } from '../../spec/units.js';
import type { Subject } from '../dockerfile/subject.js';
import { volumePaths } from '../dockerfile/volumes.js';
import type { Rationale } from '../files.js';
import { imageReference } from '../image-reference.js';
import { plainLine } from '../text/plain.js';
import { yamlDocument, yamlText } from '../text/yaml.js';
import { explainCompose, lineAfter } from './compose-reasons.js';
import { type ComposedService, composedServices, connectionValues } from './connection.js';
import { literal, requiredVariable, variableWithDefault } from './interpolation.js';

const engineDefaultShm = 64 * 2 ** 20;

/** Programs that start children which somebody must wait for. */
const forking = ['celery', 'rq', 'dramatiq', 'huey', 'playwright', 'patchright', 'pyppeteer', 'selenium', 'crawl4ai'];

interface Composed {
  content: string;
  rationale: Omit<Rationale, 'file'>[];
  warnings: string[];
}

/** compose.yaml without its last line: the service as it is proven, and each service that it needs, healthy first. */
export function renderCompose({ project, spec }: Subject): Composed {
  const { known, unknown } = composedServices(project, spec);
  const app = serviceName(spec, known);
  const volumes = volumePaths(spec.volumes);
  const named = (index: number) => (volumes.length > 1 ? `data-${index + 1}` : 'data');
  const document = yamlDocument({
    services: {
      [app]: application(
        project,
        spec,
        known,
        volumes.map((target, index) => volume(named(index), target)),
      ),
      ...Object.fromEntries(known.map((entry) => [entry.name, backing(entry)])),
    },
    ...(known.length ? { networks: { private: { internal: true } } } : {}),
    ...volumesSection([
      ...volumes.map((_, index) => named(index)),
      ...known.filter(({ service }) => service.data).map(({ name }) => `${name}-data`),
    ]),
    ...(project.dependencies.privateIndexes.length ? { secrets: { netrc: { file: '${NETRC:-~/.netrc}' } } } : {}),
  });
  document.commentBefore = ` ${plainLine(spec.app.name)} as container.spec.yaml has it; written by dockwright.\n Start: copy .env.example to .env, fill it in, docker compose up --wait`;
  const reasons = explainCompose(document, app, spec, known);
  const content = `${yamlText(document)}\n`;
  return {
    content,
    rationale: reasons.map(({ principle, reason }) => ({ line: lineAfter(content, reason), principle, reason })),
    warnings: unknown.map(
      (name) =>
        `compose.yaml does not run ${name}: it is not known how to; add it beside the others, or remove it from the services of container.spec.yaml.`,
    ),
  };
}

/** The application's name in compose files; another where a backing service has that name. */
export function serviceName(spec: Spec, known: ComposedService[]): string {
  return known.some(({ name }) => name === spec.app.name) ? `${spec.app.name}-app` : spec.app.name;
}

function application(
  project: Project,
  spec: Spec,
  known: ComposedService[],
  volumes: unknown[],
): Record<string, unknown> {
  const { port } = spec.app;
  const privateIndexes = project.dependencies.privateIndexes.length > 0;
  const environment = applicationEnvironment(project, spec, known);
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
    pids_limit: 256,
    ...(forks ? { init: true } : {}),
    ...(shm > engineDefaultShm ? { shm_size: composeSize(shm) } : {}),
    deploy: { resources: resources(spec) },
    restart: project.kind === 'job' ? 'no' : 'unless-stopped',
  };
}

function applicationEnvironment(project: Project, spec: Spec, known: ComposedService[]): Map<string, string | null> {
  const connections = connectionValues(project, spec, known);
  const environment = new Map<string, string | null>(connections);
  for (const { name, default: value, secret, required } of spec.environment) {
    if (connections.has(name)) continue;
    // without a value Compose passes on what .env or the shell sets, and nothing where neither does
    const optional = value && !secret ? (variableWithDefault(name, value) ?? null) : null;
    environment.set(name, required ? requiredVariable(name) : optional);
  }
  return environment;
}

function backing({ name, service }: ComposedService): Record<string, unknown> {
  const environment = {
    ...service.environment,
    ...(service.password && !service.environment?.NEO4J_AUTH
      ? { [service.password]: requiredVariable(service.password) }
      : {}),
  };
  return {
    image: service.image,
    ...(service.command ? { command: service.command } : {}),
    ...(Object.keys(environment).length ? { environment } : {}),
    healthcheck: { test: service.healthy.map(literal), interval: '5s', timeout: '5s', retries: 20 },
    networks: ['private'],
    ...(service.data ? { volumes: [`${name}-data:${service.data}`] } : {}),
    restart: 'unless-stopped',
  };
}

function volume(source: string, target: string): unknown {
  return /^[A-Za-z0-9_./-]+$/.test(target)
    ? `${source}:${target}`
    : { type: 'volume', source, target: literal(target) };
}

function volumesSection(names: string[]): { volumes?: Record<string, null> } {
  return names.length ? { volumes: Object.fromEntries(names.map((name) => [name, null])) } : {};
}

function resources({ resources: { memory, cpus }, runtime }: Spec): Record<string, unknown> {
  return {
    limits: { cpus: String(cpus), memory: composeSize(parseSize(memory) ?? 512e6) },
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
