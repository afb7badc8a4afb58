import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explain } from '../../src/explain/explain.js';
import { describeWithEngine } from '../lab/engine.js';

const name = 'dockwright-explain-applied';
const docker = (...args: string[]) =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const activity = { signal: new AbortController().signal, report: () => {}, resolvePath: async (path: string) => path };
const factsOf = async (topic: string, on: { image: string } | { container: string }) =>
  Object.fromEntries(
    ((await explain({ topic, ...on }, activity)).applied?.facts ?? []).map(({ name, value }) => [name, value]),
  );

describeWithEngine('a topic on what the engine has', () => {
  beforeAll(() => {
    docker(
      'run',
      '-d',
      '--name',
      name,
      '--restart',
      'no',
      '-p',
      '127.0.0.1::80',
      '-e',
      'DB_PASSWORD=correct-horse-battery',
      '--health-cmd',
      'exit 1',
      '--health-interval',
      '1s',
      'debian:trixie-slim',
      'sleep',
      '60',
    );
    docker('kill', name);
  });
  afterAll(() => docker('rm', '-f', name));

  test('layers of an image, with sizes that are the engine’s own', async () => {
    const facts = await factsOf('layers', { image: 'redis:7' });
    expect(facts.layers).toMatch(/^\d+, \d+(?:\.\d)? MB by the engine's own figures/);
    expect(facts['step 1']).toMatch(/B {2}/);
  });

  test('how a container ended', async () => {
    expect(await factsOf('exit-codes', { container: name })).toMatchObject({
      'exit code': '137: 128 + 9: ended by SIGKILL',
      'killed for memory': expect.stringMatching(/^no/),
      'asked to end by': expect.stringMatching(/a signal.*SIGKILL/),
    });
  });

  test('its health check, restart policy, ports and variables', async () => {
    expect(await factsOf('health-check', { container: name })).toMatchObject({ 'health check': 'exit 1' });
    expect(await factsOf('restart-policies', { container: name })).toMatchObject({ better: 'unless-stopped' });
    expect(await factsOf('ports', { container: name })).toMatchObject({
      'published 80/tcp': expect.stringContaining('127.0.0.1'),
    });
    expect(await factsOf('environment-configuration', { container: name })).toMatchObject({
      'variable DB_PASSWORD': '***',
    });
  });

  test('what is not there ends in a fault that tells what is', async () => {
    await expect(explain({ topic: 'layers', image: 'dockwright-nothing:1' }, activity)).rejects.toMatchObject({
      code: 'image-not-found',
    });
    await expect(explain({ topic: 'layers', image: '../containers' }, activity)).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(explain({ topic: 'exit-codes', container: `${name}x` }, activity)).rejects.toMatchObject({
      code: 'container-not-found',
      hint: expect.stringContaining(name),
    });
  });
});
