import type { Dependencies, Dependency, Project } from '../../src/project/project.js';
import { type Spec, specSchema } from '../../src/spec/schema.js';

/** Facts to change from what `aProject` has; dependencies are merged. */
export type ProjectChanges = Partial<Omit<Project, 'dependencies'>> & { dependencies?: Partial<Dependencies> };

/** A dependency by name. */
export function dependency(name: string, specifier = ''): Dependency {
  return { name, specifier, extras: [] };
}

/** A small FastAPI service with uv.lock, unless told otherwise. */
export function aProject({ dependencies, ...changes }: ProjectChanges = {}): Project {
  return {
    root: '/repository',
    name: 'task-api',
    version: '1.0.0',
    description: null,
    license: null,
    language: 'python',
    runtime: { version: '3.13', constraint: '>=3.11' },
    dependencies: {
      manager: 'uv',
      manifests: ['pyproject.toml'],
      lock: 'uv.lock',
      managerVersion: null,
      hashes: true,
      direct: [dependency('fastapi'), dependency('uvicorn')],
      locked: [dependency('fastapi', '==0.165.0'), dependency('uvicorn', '==0.54.0')],
      installsProject: false,
      backendFiles: [],
      localPackages: [],
      needsGit: false,
      privateIndexes: [],
      added: [],
      ...dependencies,
    },
    framework: 'fastapi',
    kind: 'web',
    entrypoint: { target: 'main:app', style: 'asgi', factory: false, file: 'main.py', line: 3 },
    command: ['uvicorn', 'main:app', '--host', '0.0.0.0', '--port', '${PORT}'],
    port: 8000,
    readsPort: false,
    healthPath: '/health',
    routes: [{ method: 'GET', path: '/health', file: 'main.py', line: 5 }],
    environment: [],
    services: [],
    systemPackages: [],
    accelerator: 'none',
    cudaWheelsLocked: false,
    sourceRoot: '.',
    runtimePaths: ['main.py'],
    topLevel: ['main.py', 'pyproject.toml', 'uv.lock', 'README.md', 'tests/'],
    writablePaths: [],
    releaseCommands: [],
    evidence: [],
    questions: [],
    warnings: [],
    ...changes,
  };
}

/** The Spec that follows from a project, with changes at the top level. */
export function aSpec(project: Project, changes: Partial<Record<keyof Spec, unknown>> = {}): Spec {
  return specSchema.parse({
    apiVersion: 'dockwright/v1',
    goal: '',
    app: {
      name: project.name,
      version: project.version,
      language: 'python',
      framework: project.framework,
      entrypoint: project.entrypoint?.target ?? null,
      port: project.port,
      command: project.command ?? ['python', 'main.py'],
    },
    runtime: {
      version: project.runtime.version,
      image: `python:${project.runtime.version}-slim`,
      variant: 'slim',
      packageManager: project.dependencies.manager,
      accelerator: project.accelerator,
      user: 1000,
    },
    resources: { memory: '512MB', cpus: 1, shm: '64MB' },
    criteria: {
      ...(project.port === null ? {} : { health: { path: project.healthPath ?? '/', within: '3s' } }),
      'cold-start': { max: '10s' },
    },
    services: project.services.map(({ name, required, env }) => ({ name, required, ...(env ? { env } : {}) })),
    environment: project.environment.map(({ name, default: value, secret, required }) => ({
      name,
      ...(value === undefined ? {} : { default: value }),
      secret,
      required,
    })),
    ...changes,
  });
}
