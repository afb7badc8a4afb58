import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freePort, planCompose } from '../../../src/verify/observe/compose-plan.js';

const options = { image: 'sha256:1', labels: { run: '1' }, folder: '/tmp/f', environmentFile: '/tmp/f/variables.env' };

function plan(text: string) {
  const planned = planCompose(text, options);
  if (typeof planned === 'string') throw new Error(planned);
  return { ...planned, file: parse(planned.content) };
}

test('the service that is built runs the image, under its own names and on free ports', () => {
  const { file, requiredVariables } = plan(`
name: shop
services:
  web:
    build: {context: ., dockerfile: Dockerfile}
    container_name: shop-web
    image: shop:1.0
    ports: ["8000:8000"]
    labels: ["team=a"]
    environment: {DATABASE_URL: "postgres://app:\${DB_PASSWORD:?set it}@db/app", KEY: "\${API_KEY?}", LEVEL: "\${LOG_LEVEL:-INFO}"}
  db:
    image: postgres:17-alpine
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {name: shop-data}
networks:
  private: {internal: true}
`);
  expect(file.name).toBeUndefined();
  expect(file.services.web).toMatchObject({
    image: 'sha256:1',
    pull_policy: 'never',
    ports: ['127.0.0.1::8000'],
    labels: { team: 'a', run: '1' },
  });
  expect(file.services.web.build).toBeUndefined();
  expect(file.services.web.container_name).toBeUndefined();
  expect(file.services.db).toMatchObject({
    image: 'postgres:17-alpine',
    volumes: ['data:/var/lib/postgresql/data'],
    labels: { run: '1' },
  });
  expect(file.volumes.data).toEqual({ labels: { run: '1' } });
  expect(file.networks).toMatchObject({
    private: { internal: true, labels: { run: '1' } },
    default: { labels: { run: '1' } },
  });
  expect(requiredVariables).toEqual(['DB_PASSWORD', 'API_KEY']);
});

test('what belongs to the user is not touched: their variable files, their secrets, their folders', () => {
  const { file, secretFiles, notes } = plan(`
services:
  web:
    build: .
    env_file: [.env]
    volumes: ["./data:/data", "/srv/x:/x:rw,z", "cache:/cache", {type: bind, source: ./c, target: /c}]
    secrets: [password]
secrets: {password: {file: ./secrets/password.txt}}
volumes: {cache: {}}
`);
  expect(file.services.web.env_file).toEqual(['/tmp/f/variables.env']);
  expect(file.services.web.volumes).toEqual([
    './data:/data:ro',
    '/srv/x:/x:ro,z',
    'cache:/cache',
    { type: 'bind', source: './c', target: '/c', read_only: true },
  ]);
  expect(file.secrets.password.file).toBe('/tmp/f/secret-password');
  expect(secretFiles).toEqual(['secret-password']);
  expect(notes).toHaveLength(2);
});

describe('ports', () => {
  test.each([
    ['8000:80', '127.0.0.1::80'],
    ['127.0.0.1:8000:80/tcp', '127.0.0.1::80/tcp'],
    ['${PORT:-8000}:80', '127.0.0.1::80'],
    ['8000:${PORT:-80}', '127.0.0.1::${PORT:-80}'],
    [8000, '127.0.0.1::8000'],
    ['[::1]:8000:80', '127.0.0.1::80'],
  ])('%s', (port, expected) => {
    expect(freePort(port)).toBe(expected);
  });

  test('in the long form', () => {
    expect(freePort({ target: 80, published: '8000', mode: 'host' })).toEqual({
      target: 80,
      mode: 'host',
      host_ip: '127.0.0.1',
    });
  });
});

test.each([
  ['services: [', 'not valid YAML'],
  ['a: 1', 'no services'],
  ['services: {a: {image: x}}\nvolumes: {d: {external: true}}', 'external volume d'],
])('%j cannot be brought up, and why', (text, why) => {
  expect(planCompose(text, options)).toContain(why);
});
