import { chmod, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { connectEngine } from '../../src/engine/connect.js';
import { sshArguments } from '../../src/engine/ssh-agent.js';
import { explainSsh } from '../../src/engine/ssh-fault.js';
import { temporaryFolder } from './temporary-folder.js';

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))));

/** An `ssh` that runs this in place of a connection; what it was called with is in `process.argv`. */
async function aSsh(program: string): Promise<string> {
  const folder = await temporaryFolder({});
  await writeFile(join(folder, 'ssh'), `#!${process.execPath}\n${program}\n`);
  await chmod(join(folder, 'ssh'), 0o755);
  return folder;
}

/** An engine behind a socket, which counts the connections that are made to it. */
async function anEngine(): Promise<{ socket: string; connections: () => number }> {
  const socket = join(await temporaryFolder({}), 'engine.sock');
  let connections = 0;
  const server = createServer((request, response) => {
    const answer = request.url?.endsWith('/version')
      ? { Version: '28.5.2', ApiVersion: '1.51', Os: 'linux', Arch: 'amd64', Components: [{ Name: 'Engine' }] }
      : { OSType: 'linux', NCPU: 2, MemTotal: 1_000, url: request.url };
    response.end(JSON.stringify(answer));
  });
  server.on('connection', () => connections++);
  servers.push(server);
  await new Promise<void>((done) => server.listen(socket, done));
  return { socket, connections: () => connections };
}

const toSocket = (socket: string) =>
  `const net = require('node:net'); const to = net.connect(${JSON.stringify(socket)}); process.stdin.pipe(to).pipe(process.stdout);`;
const connect = (folder: string, address = 'ssh://me@far:2222') =>
  connectEngine({ env: { DOCKER_HOST: address, PATH: folder }, platform: 'linux', home: '/nowhere' });

describe.skipIf(process.platform === 'win32')('an engine behind the system’s ssh', () => {
  test('answers, over connections that are used again', async () => {
    const { socket, connections } = await anEngine();
    const engine = await connect(await aSsh(toSocket(socket)));
    expect(engine).toMatchObject({ version: '28.5.2', endpoint: { address: 'ssh://me@far:2222', local: false } });
    const made = connections();
    for (let at = 0; at < 5; at++) await engine.docker.info();
    expect(connections()).toBe(made);
  });

  test('answers many at once, of which a few shake hands at a time', async () => {
    const { socket } = await anEngine();
    const engine = await connect(await aSsh(toSocket(socket)));
    const answers = await Promise.all(Array.from({ length: 12 }, () => engine.docker.info()));
    expect(answers).toHaveLength(12);
  });

  test('a host whose key is not known is not connected to, and the hint says how it gets known', async () => {
    const folder = await aSsh("process.stderr.write('Host key verification failed.\\r\\n'); process.exitCode = 255;");
    await expect(connect(folder)).rejects.toMatchObject({
      code: 'engine-unreachable',
      message: 'DOCKER_HOST: ssh to me@far: the host’s key is not in known_hosts',
      hint: expect.stringContaining('ssh -p 2222 me@far'),
    });
  });

  test('a system without ssh', async () => {
    await expect(connect(await temporaryFolder({}))).rejects.toMatchObject({
      code: 'engine-unreachable',
      message: expect.stringContaining('no ssh on PATH'),
    });
  });
});

test('ssh is called so that it asks nobody, and no part of an address is an option', () => {
  expect(sshArguments({ host: '-oProxyCommand=x', user: '-me', port: 2222, socket: '/run/other.sock' })).toEqual([
    ...['-T', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10', '-l', '-me', '-p', '2222', '--', '-oProxyCommand=x'],
    ...['docker', '--host', 'unix:///run/other.sock', 'system', 'dial-stdio'],
  ]);
});

describe('what ssh says when it fails', () => {
  const target = { host: 'far', user: 'me', port: null, socket: null };
  // OpenSSH 9.2
  const changed = [
    '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @',
    'Offending ED25519 key in /home/me/.ssh/known_hosts:1',
    '  remove with:',
    '  ssh-keygen -f "/home/me/.ssh/known_hosts" -R "far"',
    'Host key for far has changed and you have requested strict checking.',
    'Host key verification failed.',
  ].join('\n');

  test.each([
    [255, changed, /somebody is in between/, /fingerprint.*ssh-keygen -f "\/home\/me\/\.ssh\/known_hosts" -R "far"/],
    [255, 'Host key verification failed.', /not in known_hosts/, /accept it: ssh me@far/],
    [255, 'me@far: Permission denied (publickey,password).', /lets nobody in.*publickey/, /ssh-add/],
    [
      255,
      'ssh: connect to host far port 22: Connection refused',
      /: connect to host far port 22: Connection ref/,
      /hand/,
    ],
    [255, 'ssh: Could not resolve hostname far: Name or service not known', /Could not resolve hostname far/, /hand/],
    [127, 'bash: line 1: docker: command not found', /no docker command/, /Install it there/],
    [
      1,
      'failed to open the raw stream connection: dial unix /var/run/docker.sock: connect: no such file or directory',
      /dial unix/,
      /See on that host/,
    ],
    [null, '', /a signal/, /hand/],
  ])('%s %s', (code, said, message, hint) => {
    expect(explainSsh({ code, said, missing: false }, target)).toMatchObject({
      code: 'engine-unreachable',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });
});
