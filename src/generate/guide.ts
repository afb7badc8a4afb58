import { commandLine } from './dockerfile/start-command.js';
import type { Subject } from './dockerfile/subject.js';
import { volumePaths } from './dockerfile/volumes.js';
import type { GeneratedFile } from './files.js';
import { imageReference } from './image-reference.js';
import { sign } from './signature.js';
import type { Render } from './templates.js';

/** CONTAINER.md: what the service answers, what it reads from its environment, and how it is deployed. */
export function renderGuide(subject: Subject, composeFile: string, render: Render): GeneratedFile {
  const { project, spec, start, command } = subject;
  const { health } = spec.criteria;
  const content = render('docs/container', {
    name: spec.app.name,
    version: spec.app.version,
    description: project.description ?? '',
    reference: imageReference(spec),
    repository: spec.registry?.repository ?? '',
    command: commandLine(command),
    composeFile,
    port: spec.app.port === null ? '' : String(spec.app.port),
    honoursPort: start.honoursPort,
    health: health && 'path' in health ? health.path : '',
    memory: String(spec.resources.memory),
    cpus: String(spec.resources.cpus),
    user: String(spec.runtime.user),
    routes: project.routes
      .slice(0, 200)
      .map(({ method, path, file, line }) => ({ method, path, place: line ? `${file}:${line}` : file })),
    moreRoutes: project.routes.length > 200 ? String(project.routes.length - 200) : '',
    variables: spec.environment.map(({ name, default: value, secret, required }) => ({
      name,
      kind: [required ? 'required' : 'optional', ...(secret ? ['secret'] : [])].join(', '),
      value: secret ? '' : (value ?? ''),
    })),
    services: spec.services.map(({ name, required, env }) => ({
      name,
      kind: required ? 'required' : 'optional',
      env: env ?? '',
    })),
    volumes: volumePaths(spec.volumes).map((path) => ({ path })),
    releases: project.releaseCommands.map((words) => ({ line: commandLine(words) })),
    privateIndexes: project.dependencies.privateIndexes.map(({ name }) => ({ name })),
  });
  return { path: 'CONTAINER.md', content: sign(content, 'html') };
}
