import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { defineFaults } from './fault.js';
import { goProgram, nodeProgram, phpProgram, published, pythonProgram } from './programs.js';
import type { Scene } from './scene.js';

const server = (address: string, port: number) => `
import http.server
http.server.ThreadingHTTPServer(("${address}", ${port}), http.server.SimpleHTTPRequestHandler).serve_forever()
`;

/** A server of this machine on a free port, which goes with the scene. */
async function hostServer(scene: Scene): Promise<string> {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  scene.onEnd(() => new Promise<void>((resolve) => holder.close(() => resolve())));
  return String((holder.address() as AddressInfo).port);
}

/** Waits until a port shows among the sockets of the container, in hexadecimal as /proc has it. */
async function listening(scene: Scene, name: string, port: number): Promise<string> {
  const hexadecimal = port.toString(16).toUpperCase().padStart(4, '0');
  await scene.eventually(`${name} listens on ${port}`, async () => {
    const exec = await scene.docker
      .getContainer(name)
      .exec({ Cmd: ['cat', '/proc/net/tcp', '/proc/net/tcp6'], AttachStdout: true });
    const stream = await exec.start({ hijack: true, stdin: false });
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    return text.includes(`:${hexadecimal} `);
  });
  return name;
}

export const faults = defineFaults(
  {
    id: 'port-held-by-container',
    title: 'Another container publishes the same port of the host',
    language: null,
    cause: 'port-in-use',
    quick: true,
    start: async (scene) => {
      const other = await scene.start(...pythonProgram(server('0.0.0.0', 8000), published(8000)));
      const facts = await scene.docker.getContainer(other).inspect();
      const port = facts.NetworkSettings.Ports['8000/tcp']?.[0]?.HostPort ?? '';
      return scene.startRefused(...pythonProgram(server('0.0.0.0', 8000), published(8000, port)));
    },
  },
  {
    id: 'port-held-by-host-process',
    title: 'A process of this machine has the port',
    language: null,
    cause: 'port-in-use',
    quick: true,
    start: async (scene) =>
      scene.startRefused(...pythonProgram(server('0.0.0.0', 8000), published(8000, await hostServer(scene)))),
  },
  {
    id: 'python-address-in-use',
    title: 'Two servers in one container want one port',
    language: 'python',
    cause: 'port-in-use',
    start: (scene) =>
      scene.run(
        ...pythonProgram(`
import socket
first = socket.create_server(("0.0.0.0", 8000))
second = socket.create_server(("0.0.0.0", 8000))
`),
      ),
  },
  {
    id: 'node-address-in-use',
    title: 'Node.js: EADDRINUSE',
    language: 'node',
    cause: 'port-in-use',
    start: (scene) =>
      scene.run(
        ...nodeProgram(`
const http = require('node:http');
http.createServer().listen(3000, () => http.createServer().listen(3000));
`),
      ),
  },
  {
    id: 'go-address-in-use',
    title: 'Go: bind: address already in use',
    language: 'go',
    cause: 'port-in-use',
    start: async (scene) =>
      scene.run(
        ...(await goProgram(
          scene,
          `package main
import ("log"; "net"; "net/http")
func main() {
	if _, err := net.Listen("tcp", ":8080"); err != nil { log.Fatal(err) }
	log.Fatal(http.ListenAndServe(":8080", nil))
}`,
        )),
      ),
  },
  {
    id: 'python-not-published',
    title: 'A server whose image exposes its port, and nobody published it',
    language: 'python',
    cause: 'port-not-published',
    quick: true,
    start: async (scene) => {
      const name = await scene.start(...pythonProgram(server('0.0.0.0', 8000), { ExposedPorts: { '8000/tcp': {} } }));
      return listening(scene, name, 8000);
    },
  },
  {
    id: 'node-not-published',
    title: 'A server without EXPOSE and without -p',
    language: 'node',
    cause: 'port-not-published',
    start: async (scene) => {
      const name = await scene.start(...nodeProgram("require('node:http').createServer().listen(3000, '0.0.0.0')"));
      return listening(scene, name, 3000);
    },
  },
  {
    id: 'python-other-port',
    title: 'Published 8080 leads to 8080; the server listens on 8000',
    language: 'python',
    cause: 'port-mismatch',
    quick: true,
    start: async (scene) => {
      const name = await scene.start(...pythonProgram(server('0.0.0.0', 8000), published(8080)));
      return listening(scene, name, 8000);
    },
  },
  {
    id: 'node-port-variable',
    title: 'PORT moves a Node.js server away from the published port',
    language: 'node',
    cause: 'port-mismatch',
    start: async (scene) => {
      const name = await scene.start(
        ...nodeProgram("require('node:http').createServer().listen(process.env.PORT ?? 3000)", {
          ...published(3000),
          Env: ['PORT=5050'],
        }),
      );
      return listening(scene, name, 5050);
    },
  },
  {
    id: 'image-exposes-other-port',
    title: 'EXPOSE says 80, the server listens on 9000',
    language: 'python',
    cause: 'port-mismatch',
    tolerated: ['port-not-published'],
    start: async (scene) => {
      const image = await scene.image(
        'FROM python:3.13-slim\nEXPOSE 80\nCMD ["python3", "-m", "http.server", "9000"]\n',
      );
      return listening(scene, await scene.start({ Image: image }), 9000);
    },
  },
  {
    id: 'python-loopback',
    title: 'A Python server listens on 127.0.0.1, its port is published',
    language: 'python',
    cause: 'bound-to-loopback',
    quick: true,
    start: async (scene) => {
      const name = await scene.start(...pythonProgram(server('127.0.0.1', 8000), published(8000)));
      return listening(scene, name, 8000);
    },
  },
  {
    id: 'node-loopback',
    title: "Node.js: listen(3000, 'localhost')",
    language: 'node',
    cause: 'bound-to-loopback',
    start: async (scene) => {
      const name = await scene.start(
        ...nodeProgram(
          "require('node:http').createServer().listen(3000, 'localhost', () => console.log('ready on http://localhost:3000'))",
          published(3000),
        ),
      );
      return listening(scene, name, 3000);
    },
  },
  {
    id: 'php-loopback',
    title: "PHP's own server on localhost",
    language: 'php',
    cause: 'bound-to-loopback',
    start: async (scene) => {
      const [options, files] = await phpProgram(scene, 'echo 1;');
      const name = await scene.start({ ...options, Cmd: ['php', '-S', 'localhost:8000'], ...published(8000) }, files);
      return listening(scene, name, 8000);
    },
  },
  {
    id: 'go-loopback-without-tools',
    title: 'A Go server alone in its image listens on 127.0.0.1: only its log tells',
    language: 'go',
    cause: 'bound-to-loopback',
    start: async (scene) => {
      const name = await scene.start(
        ...(await goProgram(
          scene,
          `package main
import ("log"; "net/http")
func main() {
	log.Println("Listening on http://127.0.0.1:8080")
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}`,
          published(8080),
        )),
      );
      await scene.logged(name, 'Listening on');
      return name;
    },
  },
);
