import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type {
  handleBidiStreamingCall,
  handleUnaryCall,
  MethodDefinition,
  Server,
  ServerDuplexStream,
} from '@grpc/grpc-js';
import { type BuildContext, walkContext } from '../build-context.js';
import type { Engine } from '../connect.js';
import { readFields, textOf, writeFields } from '../protobuf.js';
import { type PacketStream, sendFiles } from './send-files.js';
import { onlyWanted, wantedPaths } from './wanted-paths.js';

/** What a build may ask of its client while it runs. */
export interface SessionContent {
  /** Folders by the names that BuildKit has for them: `context` and `dockerfile`. */
  folders: Record<string, BuildContext>;
  /** A name and password for a registry's host, or null to ask as nobody. */
  credentials(host: string): Promise<{ username: string; secret: string } | null>;
  /** A secret that the build mounts, by its id, or null where none was given. */
  secret(id: string): Promise<Buffer | null>;
  /** What could not be read or sent; the build fails for it. */
  failed(error: unknown): void;
  warn(message: string): void;
  /** Told how many bytes went out. */
  sent(bytes: number): void;
}

export interface Session {
  id: string;
  close(): void;
}

const methods = {
  health: '/grpc.health.v1.Health/Check',
  files: '/moby.filesync.v1.FileSync/DiffCopy',
  credentials: '/moby.filesync.v1.Auth/Credentials',
  secret: '/moby.buildkit.secrets.v1.Secrets/GetSecret',
};

/** gRPC's own number for it. */
const notFound = 5;

/**
 * Opens the connection on which BuildKit asks for files and credentials while it builds (moby/buildkit, session). It is an
 * HTTP/2 server of ours on a connection that we made.
 */
export async function openSession(engine: Engine, content: SessionContent, signal: AbortSignal): Promise<Session> {
  // its exports are found by name in Node, and as one object in a bundle
  const { Server, ServerCredentials } = (await import('@grpc/grpc-js')).default;
  const id = randomUUID();
  const socket = await dial(engine, id, sharedKey(content));
  const server = new Server({ 'grpc.max_receive_message_length': 64 * 1024 * 1024 });
  addServices(server, content);
  server.createConnectionInjector(ServerCredentials.createInsecure()).injectConnection(socket as never);
  const close = () => {
    signal.removeEventListener('abort', close);
    server.forceShutdown();
    socket.destroy();
  };
  signal.addEventListener('abort', close, { once: true });
  return { id, close };
}

/** The same folder has the same key from build to build, so that the engine asks only for what has changed since. */
function sharedKey({ folders }: SessionContent): string {
  return createHash('sha256')
    .update(folders.context?.root ?? randomUUID())
    .digest('hex');
}

function dial(engine: Engine, id: string, key: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(
      {
        path: '/session',
        method: 'POST',
        hijack: true,
        headers: {
          Upgrade: 'h2c',
          'X-Docker-Expose-Session-Uuid': id,
          'X-Docker-Expose-Session-Name': 'dockwright',
          'X-Docker-Expose-Session-Sharedkey': key,
          'X-Docker-Expose-Session-Grpc-Method': Object.values(methods) as unknown as string,
        },
        statusCodes: { 101: true, 200: true },
      },
      (error, socket) => (error ? reject(error) : resolve(socket as Duplex)),
    );
  });
}

function addServices(server: Server, content: SessionContent): void {
  const health: handleUnaryCall<Buffer, Buffer> = (_, answer) => answer(null, writeFields([[1, 1]]));
  const credentials: handleUnaryCall<Buffer, Buffer> = ({ request }, answer) => {
    const host = textOf(readFields(request).find(({ field }) => field === 1)?.value);
    content.credentials(host).then(
      (known) =>
        answer(
          null,
          writeFields(
            known
              ? [
                  [1, known.username],
                  [2, known.secret],
                ]
              : [],
          ),
        ),
      () => answer(null, Buffer.alloc(0)),
    );
  };
  const secret: handleUnaryCall<Buffer, Buffer> = ({ request }, answer) => {
    const id = textOf(readFields(request).find(({ field }) => field === 1)?.value);
    content.secret(id).then(
      (data) =>
        data ? answer(null, writeFields([[1, data]])) : answer({ code: notFound, details: `no secret ${id}` }),
      (error) => answer({ code: notFound, details: (error as Error).message }),
    );
  };
  const files: handleBidiStreamingCall<Buffer, Buffer> = (call) => {
    // the engine hangs up when it stops; that is told by the build itself
    call.on('error', () => {});
    serveFiles(call, content).then(
      () => call.end(),
      (error) => {
        content.failed(error);
        call.destroy(error as Error);
      },
    );
  };
  server.addService({ Check: method(methods.health, false) }, { Check: health });
  server.addService({ Credentials: method(methods.credentials, false) }, { Credentials: credentials });
  server.addService({ GetSecret: method(methods.secret, false) }, { GetSecret: secret });
  server.addService({ DiffCopy: method(methods.files, true) }, { DiffCopy: files });
}

async function serveFiles(
  call: ServerDuplexStream<Buffer, Buffer>,
  { folders, warn, sent }: SessionContent,
): Promise<void> {
  const folder = folders[String(call.metadata.get('dir-name')[0] ?? '')];
  if (!folder) throw new Error('the engine asked for a folder that there is not');
  const wanted = await wantedPaths(call.metadata, folder.root);
  await sendFiles(streamOf(call, sent), folder, onlyWanted(walkContext(folder, warn), wanted));
}

function streamOf(call: ServerDuplexStream<Buffer, Buffer>, sent: (bytes: number) => void): PacketStream {
  return {
    // leaving the loop must not end the call, which still has an answer to send
    received: call.iterator({ destroyOnReturn: false }),
    async send(packet) {
      sent(packet.length);
      if (call.write(packet)) return;
      await once(call, 'drain');
    },
  };
}

/** Messages pass as bytes: there are too few of them for a schema. */
function method(path: string, streams: boolean): MethodDefinition<Buffer, Buffer> {
  const same = (bytes: Buffer) => bytes;
  return {
    path,
    requestStream: streams,
    responseStream: streams,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  };
}
