import { describe, expect } from 'vitest';
import { findCompose } from '../../src/engine/compose-command.js';
import { currentSurroundings } from '../../src/engine/docker-config.js';
import { engineTest } from '../lab/engine.js';
import { leftovers, service, specFor, verify } from './service-fixture.js';

const compose = (web = '', redis = '') => `
services:
  web:
    build: .
    ports: ["8000:8000"]
    environment: {SECRET_KEY: "\${SECRET_KEY:?set it}"}
    healthcheck: {test: [CMD, python3, -c, "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health')"], interval: 1s}
    depends_on: {redis: {condition: service_healthy}}
    ${web}
  redis:
    image: redis:7-alpine
    volumes: ["data:/data"]
    healthcheck: {test: [CMD, redis-cli, ping], interval: 1s}
    ${redis}
volumes: {data: {name: dockwright-test-a-users-own-data}}
`;

const verifyCompose = (text: string) =>
  verify({
    files: { 'compose.yaml': text, 'main.py': `import os\nassert len(os.environ["SECRET_KEY"]) > 16\n${service}` },
    spec: specFor({ criteria: { compose: { required: true } } }),
  });

describe('compose', () => {
  engineTest('is found, or the tests say that it is not', async () => {
    expect(await findCompose(currentSurroundings())).toMatchObject({ version: expect.stringMatching(/^\d+\./) });
  });

  engineTest('every service comes up healthy, with invented secrets, and goes again with its data', async () => {
    const result = await verifyCompose(compose());
    expect(result.of('compose')).toMatchObject({ status: 'pass', measured: '2 of 2 healthy' });
    expect(result.of('compose')?.evidence).toContain('web healthy');
    expect(await leftovers()).toEqual([]);
  });

  engineTest('a service that does not come up is named with its last words', async () => {
    const result = await verifyCompose(compose('command: [python3, -c, "raise SystemExit(\'no queue to work on\')"]'));
    expect(result.of('compose')).toMatchObject({
      status: 'fail',
      evidence: expect.stringContaining('no queue to work on'),
    });
    expect(await leftovers()).toEqual([]);
  });

  engineTest('a dependency that ends is the one to blame', async () => {
    const result = await verifyCompose(compose('', 'command: [sh, -c, "exit 4"]\n    entrypoint: []'));
    expect(result.of('compose')).toMatchObject({ status: 'fail', evidence: expect.stringContaining('redis') });
  });

  engineTest('an image that cannot be had is no failure of the project', async () => {
    const result = await verifyCompose(compose().replace('redis:7-alpine', '127.0.0.1:1/not-there:1'));
    expect(result.of('compose')).toMatchObject({ status: 'not-measured' });
    expect(result.verdict).toBe('incomplete');
  });
});
