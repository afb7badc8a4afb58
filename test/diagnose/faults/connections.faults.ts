import { defineFaults } from './fault.js';
import {
  goProgram,
  javaProgram,
  nodeProgram,
  phpProgram,
  pythonProgram,
  rubyProgram,
  rustProgram,
  shellScript,
} from './programs.js';
import type { Scene } from './scene.js';

const connect = (host: string, port: number) => `
import socket
print("connecting", flush=True)
socket.create_connection(("${host}", ${port}), timeout=5)
`;

/** A database that is ready, under an alias. */
async function redis(scene: Scene, network: string, alias: string): Promise<string> {
  const name = await scene.start({ Image: 'redis:7', ...inNetwork(network, alias) });
  await scene.logged(name, 'Ready to accept connections');
  return name;
}

function inNetwork(network: string, alias?: string) {
  return {
    HostConfig: { NetworkMode: network },
    NetworkingConfig: { EndpointsConfig: { [network]: alias ? { Aliases: [alias] } : {} } },
  };
}

export const faults = defineFaults(
  {
    id: 'python-wrong-name',
    title: 'It asks for "databse", the database is called "database"',
    language: 'python',
    cause: 'name-not-resolved',
    quick: true,
    start: async (scene) => {
      const network = await scene.network('shop');
      await redis(scene, network, 'database');
      return scene.run(...pythonProgram(connect('databse', 6379), inNetwork(network)));
    },
  },
  {
    id: 'node-other-network',
    title: 'The database is in another network',
    language: 'node',
    cause: 'name-not-resolved',
    start: async (scene) => {
      await redis(scene, await scene.network('back'), 'cache');
      return scene.run(
        ...nodeProgram("require('node:net').connect(6379, 'cache')", inNetwork(await scene.network('front'))),
      );
    },
  },
  {
    id: 'python-default-bridge',
    title: 'Both are in the default bridge, which has no names',
    language: 'python',
    cause: 'name-not-resolved',
    start: async (scene) => {
      const other = await scene.start({ Image: 'redis:7' });
      return scene.run(...pythonProgram(connect(other, 6379)));
    },
  },
  {
    id: 'go-no-such-host',
    title: 'Go: no such host',
    language: 'go',
    cause: 'name-not-resolved',
    start: async (scene) =>
      scene.run(
        ...(await goProgram(
          scene,
          `package main
import ("log"; "net")
func main() {
	if _, err := net.Dial("tcp", "postgres:5432"); err != nil { log.Fatal(err) }
}`,
          inNetwork(await scene.network('go')),
        )),
      ),
  },
  {
    id: 'java-unknown-host',
    title: 'Java: UnknownHostException',
    language: 'java',
    cause: 'name-not-resolved',
    start: async (scene) =>
      scene.run(
        ...(await javaProgram(
          scene,
          'class Main { public static void main(String[] a) throws Exception { new java.net.Socket("mysql", 3306); } }',
          inNetwork(await scene.network('java')),
        )),
      ),
  },
  {
    id: 'stopped-neighbour',
    title: 'The database has the right name and does not run',
    language: 'ruby',
    cause: 'name-not-resolved',
    start: async (scene) => {
      const network = await scene.network('app');
      const other = await redis(scene, network, 'queue');
      await scene.docker.getContainer(other).stop();
      return scene.run(
        ...(await rubyProgram(scene, "require 'socket'\nTCPSocket.new('queue', 6379)\n", inNetwork(network))),
      );
    },
  },
  {
    id: 'python-localhost-for-service',
    title: 'It asks localhost for Redis, which is another container',
    language: 'python',
    cause: 'connection-refused',
    quick: true,
    start: async (scene) => {
      const network = await scene.network('app');
      await redis(scene, network, 'redis');
      return scene.run(
        ...pythonProgram(connect('127.0.0.1', 6379), {
          ...inNetwork(network),
          Env: ['REDIS_URL=redis://127.0.0.1:6379/0'],
        }),
      );
    },
  },
  {
    id: 'node-localhost-for-postgres',
    title: 'Node.js asks localhost for Postgres',
    language: 'node',
    cause: 'connection-refused',
    start: async (scene) => {
      const network = await scene.network('app');
      const name = await scene.start({
        Image: 'postgres:16',
        Env: ['POSTGRES_PASSWORD=only-for-this-test'],
        ...inNetwork(network, 'db'),
      });
      await scene.logged(name, 'database system is ready to accept connections');
      return scene.run(...nodeProgram("require('node:net').connect(5432, '127.0.0.1')", inNetwork(network)));
    },
  },
  {
    id: 'service-not-ready',
    title: 'The other service runs and does not listen yet',
    language: 'go',
    cause: 'connection-refused',
    start: async (scene) => {
      const network = await scene.network('app');
      await scene.start({
        Image: 'debian:trixie-slim',
        Cmd: ['sleep', '600'],
        ExposedPorts: { '9000/tcp': {} },
        ...inNetwork(network, 'model'),
      });
      return scene.run(
        ...(await goProgram(
          scene,
          `package main
import ("log"; "net/http")
func main() {
	if _, err := http.Get("http://model:9000/v1"); err != nil { log.Fatal(err) }
}`,
          inNetwork(network),
        )),
      );
    },
  },
  {
    id: 'wrong-port-of-service',
    title: 'The right service, another port',
    language: 'php',
    cause: 'connection-refused',
    start: async (scene) => {
      const network = await scene.network('app');
      await redis(scene, network, 'cache');
      return scene.run(
        ...(await phpProgram(
          scene,
          '$c = stream_socket_client("tcp://cache:6380", $code, $text, 3); if (!$c) { fwrite(STDERR, "$text\\n"); exit(1); }',
          inNetwork(network),
        )),
      );
    },
  },
  {
    id: 'java-connection-refused',
    title: 'Java: ConnectException, with the address in a variable',
    language: 'java',
    cause: 'connection-refused',
    start: async (scene) =>
      scene.run(
        ...(await javaProgram(
          scene,
          'class Main { public static void main(String[] a) throws Exception { new java.net.Socket("localhost", 5432); } }',
          { Env: ['SPRING_DATASOURCE_URL=jdbc:postgresql://localhost:5432/shop'] },
        )),
      ),
  },
  {
    id: 'rust-connection-refused',
    title: 'Rust: ConnectionRefused',
    language: 'rust',
    cause: 'connection-refused',
    start: async (scene) =>
      scene.run(
        ...(await rustProgram(scene, 'fn main() { std::net::TcpStream::connect("127.0.0.1:6379").unwrap(); }')),
      ),
  },
  {
    id: 'retries-for-ever',
    title: 'It runs on and tries again and again: its database is addressed as localhost',
    language: 'shell',
    cause: 'connection-refused',
    start: async (scene) => {
      const network = await scene.network('app');
      await redis(scene, network, 'redis');
      const [options, files] = shellScript('', inNetwork(network));
      const name = await scene.start(
        { ...options, Entrypoint: ['bash', '-c', 'while true; do (echo > /dev/tcp/127.0.0.1/6379); sleep 0.4; done'] },
        files,
      );
      await scene.logged(name, /(?:Connection refused[\s\S]*){16}/);
      return name;
    },
  },
);
