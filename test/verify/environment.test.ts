import { expect, test } from 'vitest';
import { runEnvironment } from '../../src/verify/environment.js';
import { specFor } from './service-fixture.js';

const environment = [
  { name: 'LOG_LEVEL', default: 'INFO', required: true },
  { name: 'DATABASE_URL', secret: true, required: true },
  { name: 'API_KEY', secret: true, required: true },
  { name: 'REDIS_URL', required: false },
];

test('only what is required and has no default is invented', () => {
  const { variables, placeholders } = runEnvironment(specFor({ environment }));
  expect(placeholders).toEqual(['DATABASE_URL', 'API_KEY']);
  expect(variables.DATABASE_URL).toMatch(/^postgresql:\/\/placeholder:[0-9a-f]+@placeholder\.invalid/);
  expect(variables.API_KEY).toMatch(/^placeholder-[0-9a-f]{32}$/);
  expect(Object.keys(variables).sort()).toEqual(['API_KEY', 'DATABASE_URL', 'PORT']);
});

test('a service that was started gives its own address', () => {
  const url = 'postgresql+asyncpg://app:pw@postgres:5432/app';
  const { variables, placeholders } = runEnvironment(specFor({ environment }), { DATABASE_URL: url });
  expect(variables.DATABASE_URL).toBe(url);
  expect(placeholders).toEqual(['API_KEY']);
});

test('what serves no port gets none', () => {
  expect(runEnvironment(specFor({ app: { port: null }, environment: [] })).variables).toEqual({});
});
