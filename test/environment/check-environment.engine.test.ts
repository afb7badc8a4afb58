import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import Docker from 'dockerode';
import { expect, onTestFinished, test } from 'vitest';
import { attemptEngines } from '../../src/engine/attempt-engines.js';
import { connectEngine } from '../../src/engine/connect.js';
import { readDiskUsage } from '../../src/engine/disk-usage.js';
import { currentSurroundings } from '../../src/engine/docker-config.js';
import { findEndpoints } from '../../src/engine/endpoint.js';
import { readEngineResources } from '../../src/engine/engine-resources.js';
import { checkEnvironment } from '../../src/environment/check-environment.js';
import { currentPlace } from '../../src/environment/place.js';
import { parseSpec } from '../../src/spec/read-spec.js';
import { checkEnvironmentTool } from '../../src/tools/check-environment.js';
import type { ToolContext } from '../../src/tools/tool.js';
import { temporaryFolder } from '../engine/temporary-folder.js';
import { describeWithEngine } from '../lab/engine.js';

const { signal } = new AbortController();
const activity = { signal, report: () => {} };

const spec = (memory: string, cpus: number) =>
  parseSpec(`
apiVersion: dockwright/v1
goal: x
app: {name: shop, version: 1.0.0, language: python, framework: null, entrypoint: null, port: 8000, command: [python]}
runtime: {version: "3.13", image: "python:3.13-slim", variant: slim, packageManager: pip, accelerator: none}
resources: {memory: ${memory}, cpus: ${cpus}, shm: 64MB}
criteria: {image-size: {max: 200MB}}
`);

/** A socket that passes everything on to the engine and keeps the first line of each request. */
async function recorder(): Promise<{ address: string; requests: string[] }> {
  const path = join(await temporaryFolder(), 'r.sock');
  const requests: string[] = [];
  const { endpoint } = await connectEngine();
  const { socketPath, host, port } = endpoint.options as { socketPath?: string; host?: string; port?: number };
  const server = createServer((client) => {
    const engine = socketPath ? connect(socketPath) : connect({ host, port: port ?? 2375 });
    client.on('data', (data) => {
      const line = /^([A-Z]+ \S+) HTTP/.exec(data.toString('latin1'))?.[1];
      if (line) requests.push(line);
    });
    for (const [from, to] of [
      [client, engine],
      [engine, client],
    ] as const)
      from.on('error', () => to.destroy()).pipe(to);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
  return { address: `unix://${path}`, requests };
}

describeWithEngine('a real engine', () => {
  test('tells what it is, in agreement with its own account', async () => {
    const info = (await new Docker().info()) as Record<string, unknown>;
    const { checks, engine, verdict } = await checkEnvironment(null, activity);
    const check = new Map(checks.map((each) => [each.id, each]));
    expect(engine).toEqual({
      version: info.ServerVersion,
      apiVersion: expect.stringMatching(/^\d+\.\d+$/),
      os: 'linux',
      arch: expect.any(String),
      storageDriver: info.Driver,
      cpus: info.NCPU,
      memoryBytes: info.MemTotal,
    });
    expect(check.get('engine')?.value).toContain(String(info.ServerVersion));
    expect(check.get('image-store')?.value).toContain(String(info.Driver));
    expect(check.get('cgroup')?.status).toBe(info.CgroupVersion === '2' ? 'ok' : 'warn');
    expect(check.get('clock')?.status).toBe('ok');
    expect(check.get('memory')?.status).toBe((info.MemTotal as number) >= 8e9 ? 'ok' : 'warn');
    expect(check.get('address-pools')?.value).toMatch(/^\d+ of \d+ taken$/);
    expect(verdict).toBe(
      checks.some(({ status }) => status === 'fail')
        ? 'fail'
        : checks.some(({ status }) => status === 'warn')
          ? 'warn'
          : 'ok',
    );
  });

  test('is only read: every request is a GET', async () => {
    const { address, requests } = await recorder();
    const { surroundings, ...place } = currentPlace();
    const env = { ...surroundings.env, DOCKER_HOST: address };
    const { engine } = await checkEnvironment(null, activity, { ...place, surroundings: { ...surroundings, env } });
    expect(engine).toBeDefined();
    expect([...new Set(requests)].sort()).toEqual([
      'GET /_ping',
      'GET /info',
      'GET /networks',
      'GET /system/df',
      'GET /version',
    ]);
  });

  test('a proxy is told with its disagreement, not with its password', async () => {
    const { surroundings, ...place } = currentPlace();
    const env = { ...surroundings.env, HTTPS_PROXY: 'http://ana:hunter2secret@proxy.example.com:3128' };
    const { checks } = await checkEnvironment(null, activity, { ...place, surroundings: { ...surroundings, env } });
    expect(checks.find(({ id }) => id === 'proxy')).toMatchObject({
      status: 'warn',
      value: expect.stringContaining('proxy.example.com:3128'),
    });
    expect(JSON.stringify(checks)).not.toContain('hunter2secret');
  });

  test('a Spec that asks for more than it has fails, one that asks for less does not', async () => {
    const greedy = await checkEnvironment(spec('4TB', 500), activity);
    expect(greedy.verdict).toBe('fail');
    expect(greedy.comparedWith).toBe('shop');
    const failed = greedy.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
    expect(failed).toEqual(expect.arrayContaining(['memory', 'cpus']));
    const modest = await checkEnvironment(spec('64MB', 0.5), activity);
    for (const { id, status } of modest.checks) if (id === 'memory' || id === 'cpus') expect(status, id).toBe('ok');
  });

  test('what it keeps and how it builds', async () => {
    const engine = await connectEngine();
    const resources = await readEngineResources(engine, signal);
    expect(resources).toMatchObject({ operatingSystem: expect.any(String), rootFolder: expect.stringMatching(/^\//) });
    expect(resources.subnets).toContainEqual(expect.stringMatching(/^172\./));
    expect(Math.abs(resources.clockAheadMs ?? Number.NaN)).toBeLessThan(60_000);
    expect(['buildkit', 'classic']).toContain(resources.builder);
    const usage = await readDiskUsage(engine, 30_000, signal);
    expect(usage.images.bytes).toBeGreaterThan(1e6);
    expect(usage.images.reclaimableBytes).toBeLessThanOrEqual(usage.images.bytes);
  });

  test('its disk usage is waited for no longer than allowed', async () => {
    const engine = await connectEngine();
    await expect(readDiskUsage(engine, 0, signal)).rejects.toThrow();
  });

  test('is found beside one that is not there', async () => {
    const { env, ...rest } = currentSurroundings();
    const endpoints = await findEndpoints({ ...rest, env });
    const [gone] = await findEndpoints({ ...rest, env: { DOCKER_HOST: 'tcp://127.0.0.1:1' } });
    const attempts = await attemptEngines([...(gone ? [gone] : []), ...endpoints]);
    expect(attempts[0]).toMatchObject({ engine: null, reason: 'nothing listens' });
    expect(attempts[1]?.engine?.version).toBeTruthy();
  });

  test('the tool answers in time, good or warned', async () => {
    const context = { ...activity, resolvePath: async (path: string) => path, confirm: async () => {} } as ToolContext;
    const began = performance.now();
    const outcome = await checkEnvironmentTool.run({}, context);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(checkEnvironmentTool.output.safeParse(outcome.output).error).toBeUndefined();
    expect(outcome.exitCode).toBeUndefined();
    expect(outcome.text).toContain('compared with "AI workloads"');
  });
});
