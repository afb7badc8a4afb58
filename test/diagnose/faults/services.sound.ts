import { defineSound, type Language } from './fault.js';
import { exposed, published } from './published.js';
import type { Scene } from './scene.js';

const second = 1_000_000_000;

const pythonService = `
import http.server, signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("listening on 8000", flush=True)
http.server.ThreadingHTTPServer(("0.0.0.0", 8000), http.server.SimpleHTTPRequestHandler).serve_forever()
`;
const nodeService =
  "process.on('SIGTERM', () => process.exit(0)); require('http').createServer((_, a) => a.end('ok')).listen(8000, () => console.log('listening on 8000'))";
const goService = `package main

import (
	"log"
	"net/http"
)

func main() {
	log.Println("listening on 8000")
	log.Fatal(http.ListenAndServe(":8000", http.NotFoundHandler()))
}
`;

function service(id: string, title: string, language: Language | null, options: object, words: string, quick = false) {
  return {
    id,
    title,
    language,
    quick,
    async start(scene: Scene) {
      const name = await scene.start(options);
      await scene.logged(name, words);
      return name;
    },
  };
}

export const sound = defineSound(
  service(
    'sound-web-python',
    'A web service in Python, its port published',
    'python',
    { Image: 'python:3.13-slim', Cmd: ['python3', '-c', pythonService], ...exposed, HostConfig: published },
    'listening',
    true,
  ),
  service(
    'sound-web-node',
    'A web service in Node.js, its port published',
    'node',
    { Image: 'node:22-slim', Cmd: ['node', '-e', nodeService], ...exposed, HostConfig: published },
    'listening',
  ),
  {
    id: 'sound-web-go-from-scratch',
    title: 'A web service in Go in an image with nothing else',
    language: 'go',
    async start(scene) {
      const image = await scene.image(
        `FROM ${await scene.toolchain('go')} AS build\nWORKDIR /src\nCOPY main.go .\nRUN CGO_ENABLED=0 go build -o /app main.go\nFROM scratch\nCOPY --from=build /app /app\nCMD ["/app"]\n`,
        { 'main.go': goService },
      );
      const name = await scene.start({ Image: image, ...exposed, HostConfig: published });
      await scene.logged(name, 'listening');
      return name;
    },
  },
  service('sound-redis', 'Redis in a network of its own', null, { Image: 'redis:7' }, 'Ready to accept connections'),
  {
    id: 'sound-postgres-healthy',
    title: 'PostgreSQL with a health check that passes',
    language: null,
    async start(scene) {
      const name = await scene.start({
        Image: 'postgres:16',
        Env: ['POSTGRES_PASSWORD=for-the-test'],
        Healthcheck: {
          Test: ['CMD-SHELL', 'pg_isready -h 127.0.0.1 -t 1'],
          Interval: second,
          Timeout: 5 * second,
          Retries: 10,
        },
      });
      await scene.health(name, 'healthy');
      return name;
    },
  },
  {
    id: 'sound-health-check-passes',
    title: 'A service whose health check passes, after failing once while it started',
    language: 'python',
    notOnPodman: 'the words of a health check that comes through this API are taken apart at their spaces',
    quick: true,
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: ['python3', '-c', `import time\ntime.sleep(1.5)\n${pythonService}`],
        ...exposed,
        HostConfig: published,
        Healthcheck: {
          Test: ['CMD', 'python3', '-c', "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/')"],
          Interval: second,
          Timeout: 5 * second,
          Retries: 10,
        },
      });
      await scene.health(name, 'healthy');
      return name;
    },
  },
  service(
    'sound-worker-without-ports',
    'A worker that waits for work',
    'python',
    {
      Image: 'python:3.13-slim',
      Cmd: [
        'python3',
        '-uc',
        'import signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\nprint("waiting for jobs")\nwhile True: time.sleep(1)',
      ],
      HostConfig: { Memory: 128 * 1024 * 1024, PidsLimit: 64, ReadonlyRootfs: true, Tmpfs: { '/tmp': '' } },
    },
    'waiting',
  ),
  service(
    'sound-init-and-terminal',
    'A worker below an init, with a terminal and colours',
    'shell',
    {
      Image: 'debian:bookworm-slim',
      Cmd: ['bash', '-c', 'printf "\\033[32mINFO\\033[0m ready\\n"; while :; do sleep 1; done'],
      Tty: true,
      HostConfig: { Init: true },
    },
    'ready',
  ),
  {
    id: 'sound-paused',
    title: 'A service that somebody paused',
    language: 'python',
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: ['python3', '-c', pythonService],
        ...exposed,
        HostConfig: published,
      });
      await scene.logged(name, 'listening');
      await scene.docker.getContainer(name).pause();
      // an engine kills no frozen process in time
      scene.onEnd(() => scene.docker.getContainer(name).unpause());
      return name;
    },
  },
  {
    id: 'sound-restarted-by-hand',
    title: 'A service that somebody restarted',
    language: 'python',
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: ['python3', '-c', pythonService],
        ...exposed,
        HostConfig: { ...published, RestartPolicy: { Name: 'unless-stopped' } },
      });
      await scene.logged(name, 'listening');
      await scene.docker.getContainer(name).restart({ t: 5 });
      await scene.logged(name, /listening[\s\S]*listening/);
      return name;
    },
  },
);
