import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A builder of buildx's `remote` driver. */
export interface EngineBuilder {
  name: string;
  /** What leads to it. */
  env: { BUILDX_CONFIG: string };
  stop(): Promise<void>;
}

/**
 * An engine has a BuildKit inside, which it lets others speak to after an upgrade of the connection (POST /grpc, as buildx's own
 * `docker` driver does it). Passed on from a port it is a buildkitd of its own, to which the `remote` driver leads.
 * @param host of an engine with the containerd image store, which alone can push an index
 */
export async function startEngineBuilder(host: string): Promise<EngineBuilder> {
  const { hostname, port: enginePort } = new URL(host);
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(Number(enginePort), hostname);
    for (const socket of [from, to]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => {
        from.destroy();
        to.destroy();
      });
    }
    upgrade(from, to);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-builder-'));
  const name = 'engine-inside';
  const env = { BUILDX_CONFIG: folder };
  const buildx = process.env.DOCKWRIGHT_BUILDX as string;
  const address = `tcp://127.0.0.1:${port}`;
  await run(buildx, ['create', '--driver', 'remote', '--name', name, address], { env: { ...process.env, ...env } });
  return {
    name,
    env,
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What comes after the engine's answer is gRPC in both directions. */
function upgrade(from: Socket, to: Socket): void {
  to.write('POST /grpc HTTP/1.1\r\nHost: engine\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
  let head = Buffer.alloc(0);
  const read = (piece: Buffer) => {
    head = Buffer.concat([head, piece]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    to.off('data', read);
    from.write(head.subarray(end + 4));
    from.pipe(to).pipe(from);
  };
  to.on('data', read);
}
