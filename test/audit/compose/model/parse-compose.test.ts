import { describe, expect, test } from 'vitest';
import { dependenciesOf, healthOf } from '../../../../src/audit/compose/model/dependencies.js';
import { limitOf, replicasOf } from '../../../../src/audit/compose/model/limits.js';
import { mountsOf } from '../../../../src/audit/compose/model/mounts.js';
import { parseCompose } from '../../../../src/audit/compose/model/parse-compose.js';
import { portsOf } from '../../../../src/audit/compose/model/ports.js';
import { type Service, settingOf } from '../../../../src/audit/compose/model/service.js';
import { textOf } from '../../../../src/audit/compose/model/value.js';
import { namedValues } from '../../../../src/audit/compose/model/variables.js';
import { Fault } from '../../../../src/fault.js';

/** The only service of a file, from its lines. */
function service(...lines: string[]): Service {
  const { services } = parseCompose(`services:\n  app:\n${lines.map((line) => `    ${line}\n`).join('')}`);
  return services[0] as Service;
}

function faultOf(text: string): Fault {
  try {
    parseCompose(text);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('a service', () => {
  test('has each value with its place', () => {
    const text = 'services:\n  app:\n    image: "app:1.0" # ours\n';
    const compose = parseCompose(text);
    const entry = settingOf(compose.services[0] as Service, 'image');
    expect(text.slice(entry?.value.where.start, entry?.value.where.end)).toBe('"app:1.0"');
    expect(text.slice(entry?.keyWhere.start, entry?.keyWhere.end)).toBe('image');
    expect(compose.lines.position(entry?.value.where.start ?? 0)).toEqual({ line: 3, column: 12 });
  });

  test('has what merge keys bring, its own before theirs and the first of several', () => {
    const { services } = parseCompose(
      'x-a: &a {restart: always, init: true}\nx-b: &b {restart: "no", tty: true}\nservices:\n  app:\n    <<: [*a, *b]\n    init: false\n    image: app:1\n',
    );
    const [app] = services as [Service];
    expect(['restart', 'init', 'tty'].map((key) => textOf(settingOf(app, key)?.value))).toEqual([
      'always',
      'false',
      'true',
    ]);
  });

  test('keeps the place of what an alias leads to', () => {
    const text = 'x-env: &env\n  A: "1"\nservices:\n  app:\n    image: app:1\n    environment: *env\n';
    const [variable] = namedValues(parseCompose(text).services[0] as Service, 'environment');
    expect(variable).toMatchObject({ name: 'A', text: '1' });
    expect(variable?.value.where.start).toBe(text.indexOf('"1"'));
  });

  test('inherits from services of the same file', () => {
    const { services } = parseCompose(
      'services:\n  base:\n    image: app:1\n    mem_limit: 1g\n    extends: deeper\n  deeper:\n    image: old:1\n    init: true\n  app:\n    extends: {service: base}\n    restart: always\n',
    );
    const app = services.find(({ name }) => name === 'app') as Service;
    expect(app.complete).toBe(true);
    expect(textOf(settingOf(app, 'image')?.value)).toBe('app:1');
    expect(textOf(settingOf(app, 'init')?.value)).toBe('true');
    expect(limitOf(app, 'memory')).toBeDefined();
  });

  test.each([
    ['has no image', 'services:\n  app:\n    restart: always\n'],
    [
      'extends one of another file',
      'services:\n  app:\n    image: a:1\n    extends: {file: base.yaml, service: app}\n',
    ],
    ['extends one that is not there', 'services:\n  app:\n    image: a:1\n    extends: {service: base}\n'],
    ['extends itself', 'services:\n  app:\n    image: a:1\n    extends: app\n'],
  ])('is not complete where it %s', (_, text) => {
    expect(parseCompose(text).services[0]?.complete).toBe(false);
  });

  test('has limits in either form, and none for what limits nothing', () => {
    expect(
      limitOf(service('image: a:1', 'deploy: {resources: {limits: {memory: 1G, cpus: "0.5"}}}'), 'cpus'),
    ).toBeDefined();
    expect(limitOf(service('image: a:1', 'cpus: 0'), 'cpus')).toBeUndefined();
    expect(limitOf(service('image: a:1', 'pids_limit: -1'), 'pids')).toBeUndefined();
    expect(limitOf(service('image: a:1', 'mem_limit: 512m'), 'memory')?.key).toBe('mem_limit');
    expect(replicasOf(service('image: a:1', 'scale: 3'))?.count).toBe(3);
    expect(replicasOf(service('image: a:1', 'deploy: {replicas: "${N:-2}"}'))?.count).toBe(2);
    expect(replicasOf(service('image: a:1', 'deploy: {replicas: "${N}"}'))).toBeNull();
  });

  test.each([
    ['healthcheck: {test: ["CMD", "true"]}', 'checked'],
    ['healthcheck: {disable: true}', 'disabled'],
    ['healthcheck: {test: NONE}', 'disabled'],
    ['healthcheck: {test: ["NONE"]}', 'disabled'],
    ['healthcheck:', 'unset'],
  ])('%s is %s', (line, health) => {
    expect(healthOf(service('image: a:1', line))).toBe(health);
  });

  test('waits for others in either form', () => {
    expect(dependenciesOf(service('depends_on: [db]'))).toMatchObject([{ name: 'db', condition: 'service_started' }]);
    expect(
      dependenciesOf(service('depends_on:', '  db: {condition: service_healthy, required: false}', '  job:')),
    ).toMatchObject([
      { name: 'db', condition: 'service_healthy', optional: true },
      { name: 'job', condition: 'service_started', optional: false },
    ]);
  });

  test('has variables in either form', () => {
    expect(namedValues(service('environment: ["A=b=c", HOME]'), 'environment')).toMatchObject([
      { name: 'A', text: 'b=c', form: 'list' },
      { name: 'HOME', text: null },
    ]);
    expect(namedValues(service('environment: {A: 012, B: }'), 'environment')).toMatchObject([
      { name: 'A', text: '012', form: 'map' },
      { name: 'B', text: null },
    ]);
  });
});

describe('a port', () => {
  test.each([
    ['"8000"', { address: null, host: null, container: '8000' }],
    ['8080:80', { address: null, host: '8080', container: '80' }],
    ['"127.0.0.1:8080:80/udp"', { address: '127.0.0.1', host: '8080', container: '80' }],
    ['"127.0.0.1::80"', { address: '127.0.0.1', host: null, container: '80' }],
    ['"[::1]:8080:80"', { address: '::1', host: '8080', container: '80' }],
    ['"9000-9010:80-90"', { address: null, host: '9000-9010', container: '80-90' }],
    ['"${PORT:-8080}:80"', { address: null, host: '8080', container: '80', unknown: false }],
    ['"${BIND:-127.0.0.1:8080}:80"', { address: '127.0.0.1', host: '8080', container: '80' }],
    ['"${BIND}:80"', { container: '80', unknown: true }],
    ['{target: 80, published: "8080", host_ip: 127.0.0.1}', { address: '127.0.0.1', host: '8080', container: '80' }],
    ['{target: 80}', { address: null, host: null, container: '80' }],
  ])('%s', (text, expected) => {
    expect(portsOf(service(`ports: [${text}]`))).toMatchObject([expected]);
  });
});

describe('a mount', () => {
  test.each([
    ['./src:/app', { type: 'bind', source: './src', target: '/app', readOnly: false }],
    ['".:/app:ro,z"', { type: 'bind', source: '.', target: '/app', readOnly: true }],
    ['~/x:/x', { type: 'bind', source: '~/x' }],
    ['"C:\\\\data:/data"', { type: 'bind', source: 'C:\\data', target: '/data' }],
    ['data:/data', { type: 'volume', source: 'data', target: '/data' }],
    ['/data', { type: 'anonymous', source: null, target: '/data' }],
    ['"${DIR:-/srv/x}:/x:rshared"', { type: 'bind', source: '/srv/x', target: '/x', propagation: 'rshared' }],
    ['"${DIR}:/x"', { source: null, target: '/x' }],
    [
      '{type: bind, source: /x, target: /y, read_only: true, bind: {propagation: slave}}',
      { type: 'bind', source: '/x', target: '/y', readOnly: true, propagation: 'slave' },
    ],
    ['{type: volume, target: /y}', { type: 'anonymous', source: null, target: '/y' }],
    ['{type: tmpfs, target: /y}', { type: 'tmpfs', target: '/y' }],
  ])('%s', (text, expected) => {
    expect(mountsOf(service(`volumes: [${text}]`))).toMatchObject([expected]);
  });
});

describe('a file', () => {
  test('of several documents is one project, the last of a name counts', () => {
    const compose = parseCompose(
      'services:\n  a: {image: a:1}\n---\nservices:\n  a: {image: a:2}\n  b: {image: b:1}\n',
    );
    expect(compose.services.map((found) => textOf(settingOf(found, 'image')?.value))).toEqual(['a:2', 'b:1']);
  });

  test('may have tags of Compose, extensions, only volumes, or a byte order mark', () => {
    expect(parseCompose('services:\n  app:\n    ports: !reset []\n    image: !override app:1\n').services).toHaveLength(
      1,
    );
    expect(parseCompose('x-common: {a: 1}\nvolumes:\n  data:\n').services).toEqual([]);
    expect(parseCompose('\ufeffservices:\r\n  app:\r\n    image: a:1\r\n').services[0]?.name).toBe('app');
    expect(parseCompose('include: [other.yaml]\n').includes).toBe(true);
  });

  test('that changes another, or is for development, is known by its name and content', () => {
    expect(parseCompose('services:\n  a: {image: a:1}\n', 'compose.override.yaml')).toMatchObject({ override: true });
    expect(parseCompose('services:\n  a: {init: true}\n', 'compose.yaml')).toMatchObject({ override: true });
    for (const name of ['compose.dev.yaml', 'docker-compose-local.yml', 'a/.devcontainer/compose.yaml'])
      expect(parseCompose('services:\n  a: {image: a:1}\n', name).development, name).toBe(true);
    for (const name of ['compose.yaml', 'device/compose.yaml', 'latest.yml'])
      expect(parseCompose('services:\n  a: {image: a:1}\n', name).development, name).toBe(false);
  });

  test('remembers keys that stand twice', () => {
    expect(parseCompose('services:\n  a: {image: a:1, image: a:2}\n').duplicates).toMatchObject([{ key: 'image' }]);
  });
});

describe('what is no Compose file is a fault', () => {
  test.each([
    ['a tab', 'services:\n\tapp:\n', 'line 2, column 1'],
    ['an open bracket', 'services: [\n', 'line 2'],
    ['an indentation', 'services:\n  a:\n    image: x\n   b: y\n', 'line 4'],
    ['a template', 'services:\n  {{ name }}:\n    image: x\n  a: {{ b }} c\n', 'line 4'],
    ['an alias without an anchor', 'services:\n  a: *nowhere\n', 'line 2, column 6'],
    ['an anchor that holds itself', 'services: &a\n  b: *a\n', 'line 2'],
  ])('%s', (_, text, place) => {
    const { code, message } = faultOf(text);
    expect(code).toBe('invalid-manifest');
    expect(message).toContain(place);
  });

  test.each([
    ['', 'empty'],
    ['# only this\n', 'empty'],
    ['just text\n', 'no mapping'],
    ['- a\n- b\n', 'no mapping'],
    ['apiVersion: v1\nkind: Pod\n', 'none of `services`'],
    ['web:\n  image: a:1\ndb:\n  build: .\n', 'form of 2014'],
  ])('%j', (text, why) => {
    const { code, message } = faultOf(text);
    expect(code).toBe('invalid-input');
    expect(message).toContain(why);
  });

  test('and never quotes the file', () => {
    expect(faultOf('services:\n  a: "hunter2\n').message).not.toContain('hunter2');
    expect(faultOf('services:\n  a: b\n  hunter2 c\n d: 1\n').message).not.toContain('hunter2');
  });
});
