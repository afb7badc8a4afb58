import type { Spec } from '../../spec/schema.js';
import type { Subject } from '../dockerfile/subject.js';
import { volumePaths } from '../dockerfile/volumes.js';
import type { Rationale } from '../files.js';
import { plainLine } from '../text/plain.js';
import { inOneLine, yamlDocument, yamlText } from '../text/yaml.js';
import { composedApplication, volumeName } from './application.js';
import { explainCompose, lineAfter } from './compose-reasons.js';
import { type ComposedService, composedServices, unnamedConnections } from './connection.js';
import { literal, requiredVariable } from './interpolation.js';

interface Composed {
  content: string;
  rationale: Omit<Rationale, 'file'>[];
  warnings: string[];
}

/** compose.yaml without its last line: the service as it is proven, and each service that it needs, healthy first. */
export function renderCompose(subject: Subject): Composed {
  const { project, spec } = subject;
  const { known, unknown } = composedServices(project, spec);
  const app = serviceName(spec, known);
  const volumes = volumePaths(spec.volumes).map((_, index) => volumeName(spec, index));
  const document = yamlDocument({
    services: {
      [app]: composedApplication(subject, known),
      ...Object.fromEntries(known.map((entry) => [entry.name, backing(entry)])),
    },
    ...(known.length ? { networks: { private: { internal: true } } } : {}),
    ...volumesSection([...volumes, ...known.filter(({ service }) => service.data).map(({ name }) => `${name}-data`)]),
    ...(project.dependencies.privateIndexes.length ? { secrets: { netrc: { file: '${NETRC:-~/.netrc}' } } } : {}),
  });
  for (const { name } of known) inOneLine(document, ['services', name, 'healthcheck', 'test']);
  document.commentBefore = ` ${plainLine(spec.app.name)} as container.spec.yaml has it; written by dockwright.\n Start: copy .env.example to .env, fill it in, docker compose up --wait`;
  const reasons = explainCompose(document, app, spec, known);
  const content = `${yamlText(document)}\n`;
  return {
    content,
    rationale: reasons.map(({ principle, reason }) => ({ line: lineAfter(content, reason), principle, reason })),
    warnings: [
      ...unknown.map(
        (name) =>
          `compose.yaml does not run ${name}: it is not known how to; add it beside the others, or remove it from the services of container.spec.yaml.`,
      ),
      ...unnamedConnections(project, spec).map(
        ({ name, variable }) =>
          `No variable was found that takes the address of ${name}; compose.yaml sets ${variable}. Name another under services in container.spec.yaml (env) if the code reads that.`,
      ),
    ],
  };
}

/** The application's name in compose files; another where a backing service has that name. */
export function serviceName(spec: Spec, known: ComposedService[]): string {
  return known.some(({ name }) => name === spec.app.name) ? `${spec.app.name}-app` : spec.app.name;
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

function volumesSection(names: string[]): { volumes?: Record<string, null> } {
  return names.length ? { volumes: Object.fromEntries(names.map((name) => [name, null])) } : {};
}
