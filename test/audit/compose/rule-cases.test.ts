import { describe, expect, test } from 'vitest';
import { lintCompose } from '../../../src/audit/compose/lint-compose.js';
import { composeRules } from '../../../src/audit/compose/rules/compose-rules.js';
import { defaultRuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';

/** Messages of one rule for a service with these lines. */
function messages(rule: string, ...lines: string[]): string[] {
  const text = `services:\n  app:\n${lines.map((line) => `    ${line}\n`).join('')}`;
  const rules = composeRules.filter(({ id }) => id === rule);
  expect(rules).toHaveLength(1);
  return lintCompose(text, rules, defaultRuleSettings, 'compose.yaml').map(({ message }) => message);
}

const fires = (rule: string, ...lines: string[]) => expect(messages(rule, ...lines), lines.join('; ')).not.toEqual([]);
const silent = (rule: string, ...lines: string[]) => expect(messages(rule, ...lines), lines.join('; ')).toEqual([]);

describe('compose-secret-literal', () => {
  const rule = 'compose-secret-literal';
  const inEnvironment = (variable: string) => ['image: a:1', 'environment:', `  ${variable}`];

  test('finds values of secret names in every form', () => {
    fires(rule, ...inEnvironment('DB_PASSWORD: tr0ub4dor'));
    fires(rule, 'image: a:1', 'environment: ["DB_PASSWORD=tr0ub4dor"]');
    fires(rule, 'image: a:1', 'environment: {DB_PASSWORD: "${DB_PASSWORD:-tr0ub4dor}"}');
    fires(rule, 'build: {context: ., args: {NPM_TOKEN: tr0ub4dor}}');
  });

  test('finds keys that their form gives away, wherever they stand', () => {
    const key = `AKIA${'QZ7XWN4J2KHD5RTB'}`;
    fires(rule, 'image: a:1', `command: ["run", "--key", "${key}"]`);
    fires(rule, 'image: a:1', `# key ${key}`);
  });

  test.each([
    'DB_PASSWORD: ${DB_PASSWORD:?set it}',
    'DB_PASSWORD: ${DB_PASSWORD}',
    'DB_PASSWORD: ${DB_PASSWORD:-postgres}',
    'DB_PASSWORD:',
    'DB_PASSWORD: ""',
    'DB_PASSWORD: changeme',
    'DB_PASSWORD_FILE: /run/secrets/db',
    'ALLOW_EMPTY_PASSWORD: "yes"',
    'ACCESS_TOKEN_EXPIRE_MINUTES: 30',
    'MAX_TOKENS: 4096',
    'PUBLIC_KEY: abcdef0123456789',
    'API_KEY_FILE: /run/secrets/key',
    'DATABASE_URL: postgres://app:${DB_PASSWORD}@db:5432/app',
  ])('leaves %s alone', (variable) => {
    silent(rule, ...inEnvironment(variable));
  });

  test('never shows a value', () => {
    for (const message of messages(rule, ...inEnvironment('DB_PASSWORD: tr0ub4dor')))
      expect(message).not.toContain('tr0ub4dor');
  });
});

describe('compose-ambiguous-value', () => {
  test.each([
    'yes',
    'Off',
    'True',
    '012',
    '089',
    '0x1F',
    '0o17',
    '1_000',
    '1e3',
    '1.5E-2',
    '3.10',
    '1.0',
    '1.',
    '+5',
    '.5',
    '12:30',
    '2024-05-01',
    '123456789012345678901',
    '.inf',
  ])('finds %s', (value) => {
    fires('compose-ambiguous-value', 'image: a:1', `environment: {A: ${value}}`);
    silent('compose-ambiguous-value', 'image: a:1', `environment: {A: "${value}"}`);
    silent('compose-ambiguous-value', 'image: a:1', `environment: ["A=${value}"]`);
  });

  test.each([
    'true',
    'false',
    '0',
    '8080',
    '-1',
    '3.11',
    '1.2.3',
    'nowhere',
    'null',
    '~',
    '$X',
    'a:b',
    '10m',
    '--',
    '.',
  ])('leaves %s alone', (value) => {
    silent('compose-ambiguous-value', 'image: a:1', 'environment:', `  A: ${value}`);
  });

  test('never shows a value, which may be a secret', () => {
    expect(messages('compose-ambiguous-value', 'image: a:1', 'environment: {PIN: 04711}').join()).not.toContain('4711');
  });
});

test('compose-unquoted-port', () => {
  for (const port of ['22:22', '2222:22', '1:2:3'])
    fires('compose-unquoted-port', 'image: a:1', `ports:`, `  - ${port}`);
  for (const port of ['8080:80', '"22:22"', '22', '3000:3000', '22:22/tcp'])
    silent('compose-unquoted-port', 'image: a:1', `ports:`, `  - ${port}`);
});

test('compose-image-latest', () => {
  for (const image of ['redis', 'redis:latest', '"redis:${TAG:-latest}"', 'localhost:5000/redis', 'ghcr.io/a/b'])
    fires('compose-image-latest', `image: ${image}`);
  for (const image of ['redis:7', '"redis:${TAG}"', '"${IMAGE}"', `redis@sha256:${'a'.repeat(64)}`])
    silent('compose-image-latest', `image: ${image}`);
  silent('compose-image-latest', 'image: ours', 'build: .');
});

test('compose-database-port-open', () => {
  const rule = 'compose-database-port-open';
  fires(rule, 'image: postgres:17', 'ports: ["5432:5432"]');
  fires(rule, 'image: bitnami/redis:7', 'ports: [6379]');
  fires(rule, 'image: mongo:7', 'ports: [{target: 27017, published: 27017}]');
  fires(rule, 'image: mysql:8.4', 'ports: ["0.0.0.0:3306:3306"]');
  silent(rule, 'image: postgres:17', 'ports: ["127.0.0.1:5432:5432"]');
  silent(rule, 'image: postgres:17', 'ports: ["${BIND}:5432"]');
  silent(rule, 'image: postgres:17', 'ports: ["9187:9187"]');
  silent(rule, 'image: postgres-exporter:1', 'ports: ["5432:5432"]');
});

test('compose-database-without-volume', () => {
  const rule = 'compose-database-without-volume';
  fires(rule, 'image: postgres:17');
  fires(rule, 'image: mongo:7', 'volumes: ["./init.js:/docker-entrypoint-initdb.d/init.js:ro"]');
  fires(rule, 'image: mysql:8.4', 'volumes: ["/var/lib/mysql"]');
  silent(rule, 'image: postgres:18', 'volumes: ["data:/var/lib/postgresql"]');
  silent(rule, 'image: postgres:17', 'volumes: ["./data:/var/lib/postgresql/data/"]');
  silent(rule, 'image: postgres:17', 'tmpfs: ["/var/lib/postgresql/data:size=1g"]');
  silent(rule, 'image: postgres:17', 'environment: {PGDATA: /data}');
  silent(rule, 'image: redis:7');
  fires(rule, 'image: mysql:8.4', 'command: ["--sql-mode=ANSI"]');
  silent(rule, 'image: mysql:8.4', 'command: ["--datadir=/srv/mysql"]', 'volumes: ["data:/srv/mysql"]');
});

test('compose-system-folder-mounted', () => {
  const rule = 'compose-system-folder-mounted';
  for (const mount of ['/:/host', '/etc:/x', '/proc:/host/proc', '/var/lib/docker:/x', '/root/.ssh:/x', '/usr/:/x'])
    fires(rule, 'image: a:1', `volumes: ["${mount}"]`);
  for (const mount of [
    '/:/host:ro',
    '/etc/localtime:/etc/localtime',
    '/dev/shm:/dev/shm',
    '/srv/data:/data',
    '/home/me/x:/x',
    '/etcetera:/x',
    './etc:/etc',
    '/etc',
  ])
    silent(rule, 'image: a:1', `volumes: ["${mount}"]`);
});

test('compose-user-root', () => {
  const rule = 'compose-user-root';
  for (const user of ['root', '"0"', '"0:0"', 'root:root']) fires(rule, 'image: a:1', `user: ${user}`);
  for (const user of ['"1000"', 'app', '${UID}']) silent(rule, 'image: a:1', `user: ${user}`);
  silent(rule, 'image: a:1', 'user: root', 'command: chown -R 1000 /data');
});

test('compose-database-without-password', () => {
  const rule = 'compose-database-without-password';
  for (const setting of ['POSTGRES_HOST_AUTH_METHOD: trust', 'MYSQL_ALLOW_EMPTY_PASSWORD: "yes"'])
    fires(rule, 'image: a:1', `environment: {${setting}}`);
  for (const setting of ['POSTGRES_HOST_AUTH_METHOD: scram-sha-256', 'MYSQL_ALLOW_EMPTY_PASSWORD: "no"', 'X: trust'])
    silent(rule, 'image: a:1', `environment: {${setting}}`);
});

test('compose-weak-password', () => {
  const rule = 'compose-weak-password';
  for (const setting of ['DB_PASSWORD: example', 'DB_PASSWORD: ChangeMe', 'DJANGO_SECRET_KEY: django-insecure-x1y2'])
    fires(rule, 'image: a:1', `environment: {${setting}}`);
  for (const setting of [
    'DB_PASSWORD: "${DB_PASSWORD:?}"',
    'DB_USER: admin',
    'PASSWORD_FILE: example',
    'DB_PASSWORD: ""',
  ])
    silent(rule, 'image: a:1', `environment: {${setting}}`);
  for (const message of messages(rule, 'image: a:1', 'environment: {DB_PASSWORD: changeme}'))
    expect(message).not.toContain('changeme');
});

test('compose-unknown-key', () => {
  const unknown = (text: string) =>
    lintCompose(
      text,
      composeRules.filter(({ id }) => id === 'compose-unknown-key'),
      defaultRuleSettings,
    ).length;
  expect(unknown('services: {}\nvolume: {}\nnetwork: {}\n')).toBe(2);
  expect(unknown('name: a\nservices: {}\nmodels: {}\nx-a: 1\nversion: "3"\nconfigs: {}\n')).toBe(0);
});

test('compose-source-mounted', () => {
  const rule = 'compose-source-mounted';
  for (const mount of ['.:/app', './:/app', './src:/app/src', '${PWD}:/app', '$PWD:/app'])
    fires(rule, 'build: .', `volumes: ["${mount}"]`);
  for (const mount of ['.:/app:ro', './data:/data', './nginx.conf:/etc/nginx.conf', 'src:/app', '${X}:/app'])
    silent(rule, 'build: .', `volumes: ["${mount}"]`);
  silent(rule, 'image: nginx:1.29', 'volumes: [".:/usr/share/nginx/html"]');
  fires(rule, 'build: .', 'volumes: [{type: bind, source: "${PWD}", target: /app}]');
  fires(rule, 'build: .', 'volumes: [".:/var/www/html"]');
});

test('compose-source-mounted leaves data and models alone', () => {
  const rule = 'compose-source-mounted';
  for (const mount of [
    '${MODELS}/llama:/models',
    './models:/app/models',
    '.:/data',
    './lib:/var/lib/app',
    '.:/app/data',
  ])
    silent(rule, 'build: .', `volumes: ["${mount}"]`);
  silent(rule, 'build: .', 'volumes: [{type: bind, source: "${DATA}", target: /srv/input}]');
});

test('compose-privileged-ports-mapped-in-container', () => {
  const rule = 'compose-privileged-ports-mapped-in-container';
  for (const port of [
    '80',
    '80:8080',
    '8080:80',
    '127.0.0.1:80:8080',
    '127.0.0.1::80',
    '70-8000',
    '9000-9001:80-8081',
    '67:67/udp',
  ])
    fires(rule, 'image: a:1', `ports: ["${port}"]`);
  for (const port of ['8000', '8000-9000', '8080:8080', '127.0.0.1:8080:8080/udp'])
    silent(rule, 'image: a:1', `ports: ["${port}"]`);
  for (const dropped of ['NET_BIND_SERVICE', 'all', 'CAP_NET_BIND_SERVICE'])
    silent(rule, 'image: a:1', 'ports: ["80:80"]', `cap_drop: [${dropped}]`);
  fires(rule, 'image: a:1', 'ports: ["80:80"]', 'cap_drop: [CHOWN]');
});

test('rules about what is missing leave a service alone that may have it elsewhere', () => {
  for (const { id } of composeRules.filter(({ id }) => /not-(?:set|limited)$/.test(id)))
    silent(id, 'extends: {file: base.yaml, service: app}', 'ports: ["8080:8080"]');
});

test('compose-undefined-reference', () => {
  const rule = 'compose-undefined-reference';
  for (const line of [
    'networks: [back]',
    'networks: {back: }',
    'secrets: [key]',
    'secrets: [{source: key}]',
    'configs: [conf]',
    'depends_on: [db]',
    'volumes: ["data:/x"]',
    'volumes: [{type: volume, source: data, target: /x}]',
  ])
    fires(rule, 'image: a:1', line);
  for (const line of [
    'networks: [default]',
    'depends_on: {db: {condition: service_started, required: false}}',
    'volumes: ["./data:/x", /y]',
    'networks: ["${NET}"]',
  ])
    silent(rule, 'image: a:1', line);
  const [named] = composeRules.filter(({ id }) => id === rule);
  const text = 'services:\n  app:\n    image: a:1\n    networks: [back]\n';
  const found = ['docker-compose.yml', 'deploy/compose.yaml', undefined, 'compose.prod.yaml', 'stack.yml'].map(
    (path) => lintCompose(text, named ? [named] : [], defaultRuleSettings, path).length,
  );
  expect(found).toEqual([1, 1, 1, 0, 0]);
});
