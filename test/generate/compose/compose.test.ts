import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { generateFiles } from '../../../src/generate/generate-files.js';
import type { EnvironmentVariable, Service } from '../../../src/project/project.js';
import { aProject, aSpec, dependency, type ProjectChanges } from '../a-project.js';

interface ComposeService {
  [key: string]: unknown;
  environment?: Record<string, string | null>;
  deploy?: { resources: { limits: Record<string, unknown>; reservations?: unknown } };
}

interface ComposeFile {
  services: Record<string, ComposeService>;
  networks?: Record<string, unknown>;
  volumes?: Record<string, unknown>;
}

const variable = (name: string, changes: Partial<EnvironmentVariable> = {}): EnvironmentVariable => ({
  name,
  required: false,
  secret: false,
  file: 'settings.py',
  line: 4,
  ...changes,
});

const postgres: Service = { name: 'postgres', required: true, env: 'DATABASE_URL', scheme: 'postgresql+asyncpg' };

async function compose(changes: ProjectChanges = {}, spec: Parameters<typeof aSpec>[1] = {}) {
  const project = aProject(changes);
  const generated = await generateFiles(project, aSpec(project, spec), { artifacts: ['compose', 'env'] });
  const text = (path: string) => generated.files.find((file) => file.path === path)?.content ?? '';
  const file = parse(text('compose.yaml')) as ComposeFile;
  return {
    ...generated,
    text,
    file,
    app: file.services['task-api'] as ComposeService,
    dev: parse(text('compose.dev.yaml')) as ComposeFile,
  };
}

describe('compose.yaml', () => {
  test('runs the service as it was proven', async () => {
    const { app, file } = await compose();
    expect(app).toMatchObject({
      build: '.',
      image: 'task-api:1.0.0',
      ports: ['${HOST_PORT:-8000}:8000'],
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      deploy: { resources: { limits: { cpus: '1', memory: '512M', pids: 256 } } },
      restart: 'unless-stopped',
    });
    expect(file.networks).toBeUndefined();
    expect(app.init).toBeUndefined();
    expect(app.shm_size).toBeUndefined();
  });

  test('each service is healthy first, private, kept, and has no password of ours', async () => {
    const { app, file } = await compose({ services: [postgres, { name: 'redis', required: false, env: 'REDIS_URL' }] });
    expect(app.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
    expect(app.environment).toEqual({
      DATABASE_URL: 'postgresql+asyncpg://app:${POSTGRES_PASSWORD:?set it in .env}@postgres:5432/app',
      REDIS_URL: 'redis://redis:6379/0',
    });
    for (const name of ['postgres', 'redis']) {
      expect(file.services[name]).not.toHaveProperty('ports');
      expect(file.services[name]).toMatchObject({ networks: ['private'], healthcheck: { test: expect.any(Array) } });
    }
    expect(file.services.postgres?.environment?.POSTGRES_PASSWORD).toBe('${POSTGRES_PASSWORD:?set it in .env}');
    expect(app.networks).toEqual(['default', 'private']);
    expect(file.networks).toEqual({ private: { internal: true } });
    expect(Object.keys(file.volumes ?? {})).toEqual(['postgres-data', 'redis-data']);
  });

  test('variables that take a connection in parts get the parts', async () => {
    const names = ['POSTGRES_HOST', 'POSTGRES_PORT', 'DB_USER', 'DB_PASSWORD', 'DB_NAME', 'PGHOST', 'POSTGRES_SSLMODE'];
    const { app, text } = await compose({
      services: [{ name: 'postgres', required: true }],
      environment: names.map((name) =>
        variable(name, { required: name === 'DB_PASSWORD', secret: name === 'DB_PASSWORD' }),
      ),
    });
    expect(app.environment).toEqual({
      POSTGRES_HOST: 'postgres',
      POSTGRES_PORT: '5432',
      DB_USER: 'app',
      DB_PASSWORD: '${POSTGRES_PASSWORD:?set it in .env}',
      DB_NAME: 'app',
      PGHOST: 'postgres',
      POSTGRES_SSLMODE: null,
    });
    expect(text('.env.example')).not.toMatch(/^DB_PASSWORD/m);
  });

  test('a service that no variable leads to gets the usual one, and the answer says so', async () => {
    const { app, warnings } = await compose({ services: [{ name: 'postgres', required: true }] });
    expect(app.environment?.DATABASE_URL).toContain('@postgres:5432/app');
    expect(warnings).toEqual([expect.stringContaining('DATABASE_URL')]);
  });

  test('required variables must be set, defaults can be changed, secrets have none', async () => {
    const { app } = await compose({
      environment: [
        variable('PAYMENT_API_KEY', { required: true, secret: true }),
        variable('SENTRY_DSN', { secret: true }),
        variable('LOG_LEVEL', { default: 'INFO' }),
        variable('PATTERN', { default: '${x} "y"' }),
      ],
    });
    expect(app.environment).toEqual({
      PAYMENT_API_KEY: '${PAYMENT_API_KEY:?set it in .env}',
      SENTRY_DSN: null,
      LOG_LEVEL: '${LOG_LEVEL:-INFO}',
      PATTERN: null,
    });
  });

  test('memory, GPU, shared memory, volumes and children follow the Spec and the project', async () => {
    const { app, file } = await compose(
      { accelerator: 'cuda', dependencies: { locked: [dependency('celery')] } },
      { resources: { memory: '8GB', cpus: 4, shm: '1GB' }, volumes: ['/app/data', '/models and more'] },
    );
    expect(app).toMatchObject({ init: true, shm_size: '1G' });
    expect(app.deploy?.resources).toEqual({
      limits: { cpus: '4', memory: '8G', pids: 256 },
      reservations: { devices: [{ driver: 'nvidia', count: 1, capabilities: ['gpu'] }] },
    });
    expect(app.volumes).toEqual(['data-1:/app/data', { type: 'volume', source: 'data-2', target: '/models and more' }]);
    expect(Object.keys(file.volumes ?? {})).toEqual(['data-1', 'data-2']);
  });

  test('a service that is not known is a warning; one named like the application is kept apart', async () => {
    const unknown = await compose({ services: [{ name: 'milvus', required: true }] });
    expect(unknown.warnings).toEqual([expect.stringContaining('milvus')]);
    const { file } = await compose({ name: 'redis', services: [{ name: 'redis', required: true, env: 'REDIS_URL' }] });
    expect(Object.keys(file.services)).toEqual(['redis-app', 'redis']);
  });

  test('pgvector needs a Postgres that has it', async () => {
    const { file } = await compose({ services: [postgres], dependencies: { direct: [dependency('pgvector')] } });
    expect(file.services.postgres?.image).toBe('pgvector/pgvector:pg16');
  });

  test('a job runs once and publishes nothing', async () => {
    const { app } = await compose({ kind: 'job', port: null, command: ['python', 'job.py'] });
    expect(app.restart).toBe('no');
    expect(app.ports).toBeUndefined();
  });

  test('an existing compose file keeps its name', async () => {
    const project = aProject({ topLevel: ['docker-compose.yml', 'main.py'] });
    const { files } = await generateFiles(project, aSpec(project), { artifacts: ['compose'] });
    expect(files.map(({ path }) => path)).toEqual(['docker-compose.yml', 'compose.dev.yaml']);
    expect(files[1]?.content).toContain('-f docker-compose.yml -f compose.dev.yaml');
  });

  test('every reason stands above what it is about', async () => {
    const { rationale, text } = await compose({ services: [postgres] }, { volumes: ['/app/data'] });
    const lines = text('compose.yaml').split('\n');
    expect(rationale.length).toBeGreaterThan(6);
    for (const { line, reason, file } of rationale) {
      expect(file).toBe('compose.yaml');
      expect(lines[line - 2]?.trim()).toBe(`# ${reason}`);
    }
  });
});

test('compose.dev.yaml reloads the code of the folder', async () => {
  const { dev } = await compose();
  expect(dev.services['task-api']).toMatchObject({
    command: ['sh', '-c', 'exec uvicorn --reload main:app --host 0.0.0.0 --port "$$PORT"'],
    volumes: ['.:/app'],
  });
});

describe('.env.example', () => {
  test('lists what must be set first, then the rest, with no value of a secret', async () => {
    const { text } = await compose({
      services: [postgres],
      environment: [
        variable('API_KEY', { required: true, secret: true, default: 'sk-live' }),
        variable('LOG_LEVEL', { default: 'INFO' }),
        variable('GREETING', { default: 'hello world' }),
        variable('DATABASE_URL', { secret: true }),
      ],
    });
    const settings = text('.env.example')
      .split('\n')
      .filter((line) => /^(?:# )?[A-Z_]+=/.test(line));
    expect(settings).toEqual([
      'POSTGRES_PASSWORD=',
      'API_KEY=',
      '# HOST_PORT=8000',
      '# LOG_LEVEL=INFO',
      "# GREETING='hello world'",
      '# DATABASE_URL=',
    ]);
    expect(text('.env.example')).not.toContain('sk-live');
  });
});
