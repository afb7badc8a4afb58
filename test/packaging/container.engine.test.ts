import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tools } from '../../src/tools/tools.js';
import { version } from '../../src/version.js';
import { dockwright } from '../executable/dockwright.js';
import { describeWithEngine } from '../lab/engine.js';

const root = path.resolve(import.meta.dirname, '../..');
const base = 'node:22-slim';
const name = `dockwright-own-image-${process.pid}`;
const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8', timeout: 60_000 });
const reference = `dockwright:${version}`;

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describeWithEngine('the image of Dockwright itself', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'dockwright-own-'));
    const there = docker('image', 'ls', '--quiet', base).trim() !== '';
    // the lab makes it when it is asked to; other engines pull it
    if (!there && process.env.DOCKER_HOST?.includes('dockwright-lab'))
      execFileSync(path.join(root, 'test', 'lab', 'lab'), ['seed', base], { timeout: 300_000, stdio: 'ignore' });
  });
  afterAll(async () => {
    execFileSync('docker', ['rm', '--force', name], { stdio: 'ignore' });
    execFileSync('docker', ['image', 'rm', '--force', reference], { stdio: 'ignore' });
    await rm(folder, { recursive: true, force: true });
  });

  test('passes every criterion of its own specification', async () => {
    const { code, stdout, stderr } = await dockwright(['verify', root, '--json'], { env: { XDG_STATE_HOME: folder } });
    const proof = JSON.parse(stdout);
    expect(
      proof.criteria.filter(({ status }: { status: string }) => status !== 'pass'),
      stderr,
    ).toEqual([]);
    expect(proof).toMatchObject({ verdict: 'pass', dockerfile: 'Dockerfile', image: { reference } });
    expect(proof.criteria.length).toBeGreaterThanOrEqual(10);
    expect(code).toBe(0);
  });

  test('has nothing that its own audit minds', async () => {
    const { code, stdout } = await dockwright(['audit', path.join(root, 'Dockerfile'), '--fail-on', 'info', '--json']);
    expect(JSON.parse(stdout).findings).toEqual([]);
    expect(code).toBe(0);
  });

  test('serves MCP on stdin and stdout', async () => {
    const client = new Client({ name: 'dockwright-test', version: '1.0.0' });
    const args = ['run', '--rm', '-i', '--read-only', '--tmpfs', '/tmp', reference, 'mcp'];
    const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
    await client.connect(
      new StdioClientTransport({ command: 'docker', args, env: env as Record<string, string>, stderr: 'ignore' }),
    );
    expect((await client.listTools()).tools).toHaveLength(tools.length);
    await client.close();
  });

  test('serves MCP over HTTP to who sends the token', async () => {
    const port = await freePort();
    const url = new URL(`http://127.0.0.1:${port}/mcp`);
    const token = 'a-token-of-at-least-32-characters-0';
    const options = [
      '--detach',
      '--name',
      name,
      '--publish',
      `127.0.0.1:${port}:3919`,
      '--read-only',
      '--tmpfs',
      '/tmp',
    ];
    const serve = ['serve', '--host', '0.0.0.0', '--public-url', url.href, '--token-env', 'DOCKWRIGHT_TOKEN'];
    docker('run', ...options, '--env', `DOCKWRIGHT_TOKEN=${token}`, reference, ...serve);
    const requestInit = { headers: { authorization: `Bearer ${token}` } };
    const client = new Client({ name: 'dockwright-test', version: '1.0.0' });
    // a request that comes before it listens gets no answer at all
    const said = () => spawnSync('docker', ['logs', name], { encoding: 'utf8' }).stderr;
    await expect.poll(said, { timeout: 20_000 }).toContain('serving MCP at');
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
    expect((await client.listTools()).tools.map((tool) => tool.name)).toContain('audit_image');
    await client.close();
  });
});
