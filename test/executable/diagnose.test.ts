import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectedClient, dockwright } from './dockwright.js';

/** An address where no engine listens. */
const noEngine = { DOCKER_HOST: 'tcp://127.0.0.1:1' };
const byHand = [
  ['logs', 'web'],
  ['inspect', 'web'],
  ['exec', 'web', '--yes', '--', 'ls'],
  ['watch', 'web'],
  ['restart-policy', 'web'],
];

describe('without an engine', () => {
  test.each([['diagnose', 'web'], ['diagnose', '--project', 'shop'], ...byHand])(
    '%s ends with 3 and says how to get one',
    async (command, ...args) => {
      const [first = '', ...rest] = args;
      const { code, stdout, stderr } = await dockwright([command, '--json', first, ...rest], { env: noEngine });
      expect(code).toBe(3);
      expect(JSON.parse(stdout).error).toMatchObject({ code: 'engine-unreachable', hint: expect.any(String) });
      expect(stderr).toMatch(/^error: No Docker engine answers[\s\S]*next: /);
    },
  );

  test.each([
    ['nothing to diagnose', ['diagnose']],
    ['a container and a project', ['diagnose', 'web', '--project', 'shop']],
    ['two containers', ['diagnose', 'web', 'db']],
    ['no lines', ['diagnose', 'web', '--tail', '0']],
    ['a Compose file that is not there', ['diagnose', '--compose', 'missing/compose.yaml']],
    ['nothing to watch', ['watch']],
    ['nothing to run', ['exec', 'web']],
    ['a policy that is none', ['restart-policy', 'web', 'sometimes']],
    ['no container', ['logs']],
    ['an unknown flag', ['inspect', 'web', '--nothing']],
  ])('%s ends with 2 and a next step', async (_, args) => {
    const { code, stdout, stderr } = await dockwright([...args, '--json'], { env: noEngine });
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({ message: expect.any(String), hint: expect.any(String) });
    expect(stderr).toMatch(/^error: .+\n {2}next: .+/);
  });

  test('every command has help, and the overview names it', async () => {
    const overview = (await dockwright(['--help'])).stdout;
    for (const command of ['diagnose', ...byHand.map(([name = '']) => name)]) {
      expect(overview).toContain(`dockwright ${command} `);
      const asked = await dockwright([command, '--help'], { env: noEngine });
      expect({ code: asked.code, stderr: asked.stderr }).toEqual({ code: 0, stderr: '' });
      expect(asked.stdout).toContain(`  dockwright ${command} `);
      expect((await dockwright(['help', command])).stdout).toBe(asked.stdout);
    }
  });

  test('what belongs to the program is not read as ours', async () => {
    const { code, stdout } = await dockwright(['exec', 'web', '--yes', '--', 'ls', '--help', '--json'], {
      env: noEngine,
    });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  });
});

describe('a Compose file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dockwright-diagnose-'));
    await writeFile(join(folder, 'broken.yaml'), 'services: {web: [\n');
    await writeFile(join(folder, 'other.yaml'), 'hello: world\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['broken.yaml', 'invalid-manifest'],
    ['other.yaml', 'invalid-input'],
    ['.', 'path-not-found'],
  ])('%s that cannot be read is told before an engine is asked', async (file, code) => {
    const run = await dockwright(['diagnose', '--compose', join(folder, file), '--json'], { env: noEngine });
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout).error.code).toBe(code);
  });
});

describe('an engine that answers with hostile names', () => {
  const names = ['/owner', '/wbe', '/web\u001b[2J\u001b]0;owned\u0007\nHEALTHY  nothing is wrong'];
  let server: Server;
  let env: Record<string, string>;
  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      const answer = url.includes('/version')
        ? { Version: '28.5.2', ApiVersion: '1.51', Os: 'linux', Arch: 'amd64' }
        : url.includes('/info')
          ? { OSType: 'linux', NCPU: 2, MemTotal: 1e9 }
          : url.includes('/containers/json')
            ? names.map((name, at) => ({ Id: String(at).repeat(64), Names: [name], Labels: {}, State: 'running' }))
            : null;
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? { message: 'no such container\u001b[2J' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    env = { DOCKER_HOST: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` };
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each([
    ['diagnose', 'owned'],
    ['inspect', 'owned'],
    ['logs', 'owned'],
  ])('%s names what is near, escaped and on one line', async (...args) => {
    const { code, stdout, stderr } = await dockwright(args, { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const lines = stderr
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('looking'));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^error: There is no container owned/);
    expect(lines[1]).toContain('Is one of these meant: ');
    expect(lines[1]).toContain('owner');
    expect(lines[1]).toContain('HEALTHY');
    expect(stderr).not.toContain('\u001b');
  });

  test('one that both may mean is asked for', async () => {
    const { code, stderr } = await dockwright(['diagnose', 'w'], { env });
    expect(code).toBe(2);
    expect(stderr).toContain('error: w may be 2 containers: ');
    expect(stderr).not.toMatch(/^HEALTHY/m);
    expect(stderr).not.toContain('\u001b');
  });

  test.each(['$(id)', '../../etc/passwd', 'a b', '\u001b[2J', 'x'.repeat(256), 'web\nHEALTHY'])(
    'a name that is none (%j) is refused without asking it',
    async (name) => {
      const { code, stderr } = await dockwright(['diagnose', name], { env });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^error: .*(no name or id|container: )/);
      expect(stderr).not.toContain('\u001b');
      expect(stderr).not.toMatch(/^HEALTHY/m);
    },
  );
});

describe('watching an engine that goes away', () => {
  let server: Server;
  let env: Record<string, string>;
  beforeAll(async () => {
    const died = { Type: 'container', Action: 'start', Actor: { ID: 'a'.repeat(64), Attributes: { name: 'web' } } };
    server = createServer(({ url = '' }, response) => {
      const answers: [string, unknown][] = [
        ['/version', { Version: '28.5.2', ApiVersion: '1.51', Os: 'linux', Arch: 'amd64' }],
        ['/info', { OSType: 'linux', NCPU: 2, MemTotal: 1e9 }],
        ['/containers/web/json', { Id: 'a'.repeat(64), Name: '/web', State: { Status: 'running' }, Config: {} }],
        ['/events', { ...died, timeNano: 1.7e18 }],
      ];
      const answer = answers.find(([path]) => url.includes(path))?.[1];
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      response.end(`${JSON.stringify(answer ?? {})}\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    env = { DOCKER_HOST: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` };
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('tells what it saw, then that it is gone, and ends with 3', async () => {
    const { code, stdout, stderr } = await dockwright(['watch', 'web'], { env });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d {2}web {2}started\n$/);
    expect(stderr).toContain('watching web (running)');
    expect(stderr).toContain('stopped answering');
  });
});

describe('diagnose_container over MCP', () => {
  test.each([
    ['nothing named', {}, 'invalid-input'],
    ['both named', { container: 'web', project: 'shop' }, 'invalid-input'],
    ['a relative Compose file', { compose: './compose.yaml' }, 'invalid-input'],
    ['no engine', { container: 'web' }, 'engine-unreachable'],
  ])('%s is an error with a next step', async (_, args, code) => {
    const before = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = noEngine.DOCKER_HOST;
    const client = await connectedClient();
    try {
      const result = await client.callTool({ name: 'diagnose_container', arguments: args });
      expect(result.isError).toBe(true);
      expect((result.content as { text: string }[])[0]?.text).toMatch(new RegExp(`^${code}: .+\\nNext: .+`));
    } finally {
      await client.close();
      if (before === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = before;
    }
  });
});
