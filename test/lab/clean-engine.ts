import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { greet } from '../../src/engine/connect.js';
import { findEndpoints } from '../../src/engine/endpoint.js';

const run = promisify(execFile);

/** A second engine beside the lab's, on which nothing is. */
export interface CleanEngine {
  /** For DOCKER_HOST. */
  host: string;
  stop(): Promise<void>;
}

const here = '10.213.77.1';
const there = '10.213.77.2';
const registryPort = 5000;

/**
 * Starts a Docker Engine from the lab's root, in a network namespace of its own: beside the first one in one namespace it would
 * take that one's bridge. A pair of virtual interfaces leads to it; the lab's registry has the same address there as here.
 * @param containerd the image store (Docker 27 or later)
 */
export async function startCleanEngine({ containerd = false } = {}): Promise<CleanEngine> {
  const first = await labProcess();
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-clean-'));
  const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    // waits for its interface, so that the bridge is made where it is to be
    const script = `read go; exec dockerd --data-root ${folder}/data --exec-root ${folder}/exec -p ${folder}/engine.pid -H tcp://${there}:2375 --tls=false --registry-mirror http://127.0.0.1:${registryPort}${containerd ? ' --feature containerd-snapshotter' : ''}`;
    const engine = spawn('nsenter', ['-t', first, '-m', '-r', 'unshare', '--net', 'sh', '-c', script], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let log = '';
    engine.stderr?.on('data', (piece) => {
      log = (log + piece).slice(-4000);
    });
    undo.push(() => ended(engine));
    const inside = String(engine.pid);
    await until(
      async () => (await readFile(`/proc/${inside}/comm`, 'utf8')).trim() === 'sh',
      'the namespace',
      () => log,
    );
    await run('ip', ['link', 'add', 'dwclean0', 'type', 'veth', 'peer', 'name', 'dwclean1']);
    undo.push(() => run('ip', ['link', 'del', 'dwclean0']).catch(() => {}));
    await run('ip', ['link', 'set', 'dwclean1', 'netns', inside]);
    await run('ip', ['addr', 'add', `${here}/30`, 'dev', 'dwclean0']);
    await run('ip', ['link', 'set', 'dwclean0', 'up']);
    const within = (...args: string[]) => run('nsenter', ['-t', inside, '-n', 'ip', ...args]);
    await within('link', 'set', 'lo', 'up');
    await within('addr', 'add', `${there}/30`, 'dev', 'dwclean1');
    await within('link', 'set', 'dwclean1', 'up');
    // no way out: what the lab's registry lacks is told at once, not after a name server's silence
    const outer = await forward(here, 0, registryPort);
    undo.push(() => new Promise((resolve) => outer.close(resolve)));
    const { port } = outer.address() as { port: number };
    const inner = spawn('nsenter', ['-t', inside, '-n', process.execPath, '-e', forwarder(port)], { stdio: 'ignore' });
    undo.push(() => ended(inner));
    engine.stdin?.end('go\n');
    const host = `tcp://${there}:2375`;
    await until(
      () => answers(host),
      'the clean engine',
      () => log,
    );
    return { host, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Why a second engine cannot be had here; null where it can. */
export async function cleanEngineMissing(): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a second engine needs Linux and root';
  try {
    await labProcess();
    await run('ip', ['-V']);
    return null;
  } catch {
    return 'a second engine needs the lab and ip (iproute2)';
  }
}

async function labProcess(): Promise<string> {
  const socket = process.env.DOCKER_HOST?.replace('unix://', '') ?? '';
  return (await readFile(join(dirname(socket), 'engine.pid'), 'utf8')).trim();
}

/** Connections to an address here, passed on to a port of 127.0.0.1. */
function forward(address: string, port: number, to: number): Promise<Server> {
  const server = createServer((from) => {
    const other = connect(to, '127.0.0.1');
    from.pipe(other).pipe(from);
    for (const socket of [from, other]) socket.on('error', () => from.destroy(other.destroy() && undefined));
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, address, () => resolve(server));
  });
}

/** The same in the other namespace, as a program. */
function forwarder(port: number): string {
  return `const { createServer, connect } = require('node:net');
createServer((from) => {
  const other = connect(${port}, '${here}');
  from.pipe(other).pipe(from);
  for (const socket of [from, other]) socket.on('error', () => { from.destroy(); other.destroy(); });
}).listen(${registryPort}, '127.0.0.1');`;
}

async function answers(host: string): Promise<boolean> {
  const surroundings = { env: { DOCKER_HOST: host }, platform: process.platform, home: tmpdir() };
  const [endpoint] = await findEndpoints(surroundings);
  return Boolean(endpoint && (await greet(endpoint)));
}

async function until(holds: () => Promise<boolean>, what: string, log: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (await holds().catch(() => false)) return;
    if (Date.now() > deadline) throw new Error(`${what} did not start: ${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
