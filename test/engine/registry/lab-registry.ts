import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The program of the lab's registry (distribution 2.8, from Debian), through its own loader; null where there is no lab. */
export const registryCommand = findCommand();

function findCommand(): string[] | null {
  const home = process.env.LAB_HOME ?? '/var/tmp/dockwright-lab';
  const roots = existsSync(home) ? readdirSync(home).filter((name) => name.startsWith('engine-')) : [];
  for (const root of roots.map((name) => join(home, name))) {
    const program = join(root, 'usr/bin/docker-registry');
    const loaders = existsSync(join(root, 'lib64')) ? readdirSync(join(root, 'lib64')) : [];
    const loader = loaders.find((name) => name.startsWith('ld-linux'));
    if (!existsSync(program) || !loader) continue;
    const libraries = readdirSync(join(root, 'usr/lib')).filter((name) => name.endsWith('-linux-gnu'));
    const paths = libraries.map((name) => join(root, 'usr/lib', name)).join(':');
    return [join(root, 'lib64', loader), '--library-path', paths, program];
  }
  return null;
}

export interface RegistrySettings {
  /** The sections `auth` and the like of its configuration, as JSON (which is YAML). */
  sections?: Record<string, unknown>;
  readOnly?: boolean;
  tls?: { certificate: string; key: string };
  /** Its disk is this small. */
  diskBytes?: number;
}

export interface TestRegistry {
  host: string;
  folder: string;
  /** As a crash would. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** A registry of the test's own on a free port of this machine, gone when the test is over. */
export async function startRegistry({
  sections = {},
  readOnly = false,
  tls,
  diskBytes,
}: RegistrySettings = {}): Promise<TestRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-registry-'));
  const storage = join(folder, 'storage');
  await mkdir(storage);
  const host = `127.0.0.1:${await freePort()}`;
  const settings = {
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: storage },
      delete: { enabled: true },
      ...(readOnly ? { maintenance: { readonly: { enabled: true } } } : {}),
    },
    http: { addr: host, ...(tls ? { tls: { certificate: tls.certificate, key: tls.key } } : {}) },
    ...sections,
  };
  await writeFile(join(folder, 'config.yml'), JSON.stringify(settings));
  let child: ChildProcess | null = null;
  const kill = async () => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  };
  const start = async () => {
    const [program = '', ...args] = [...(registryCommand ?? []), 'serve', join(folder, 'config.yml')];
    // a mount namespace of its own, which ends with it
    const mount = 'mount -t tmpfs -o size="$1" none "$2" && shift 2 && exec "$@"';
    child = diskBytes
      ? spawn('/usr/bin/unshare', ['--mount', 'sh', '-c', mount, 'sh', String(diskBytes), storage, program, ...args])
      : spawn(program, args);
    let log = '';
    child.stderr?.on('data', (text) => {
      log = `${log}${text}`.slice(-4_000);
    });
    await listening(host, () => {
      if (child?.exitCode !== null) throw new Error(`the registry ended: ${log}`);
    });
  };
  onTestFinished(async () => {
    await kill();
    await rm(folder, { recursive: true, force: true });
  });
  await start();
  return { host, folder, kill, start };
}

async function listening(host: string, check: () => void): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    check();
    // whatever it answers, TLS or not, it is there
    const there = await fetch(`http://${host}/`).then(
      () => true,
      (error: Error & { cause?: { code?: string } }) => error.cause?.code !== 'ECONNREFUSED',
    );
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the registry does not listen');
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
