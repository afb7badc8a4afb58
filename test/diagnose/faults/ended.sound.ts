import { defineSound } from './fault.js';

export const sound = defineSound(
  {
    id: 'sound-job-python',
    title: 'A job in Python that is done',
    language: 'python',
    quick: true,
    start: (scene) =>
      scene.run({ Image: 'python:3.13-slim', Cmd: ['python3', '-c', 'print("imported 1200 rows, 0 errors")'] }),
  },
  {
    id: 'sound-job-silent',
    title: 'A job that says nothing',
    language: 'shell',
    start: (scene) => scene.run({ Image: 'debian:bookworm-slim', Cmd: ['true'] }),
  },
  {
    id: 'sound-job-after-a-retry',
    title: 'A job that fails twice, says why, and gets it done',
    language: 'python',
    start: (scene) =>
      scene.run({
        Image: 'python:3.13-slim',
        Cmd: [
          'python3',
          '-c',
          'import socket, traceback\nfor _ in range(2):\n    try: socket.create_connection(("127.0.0.1", 5432))\n    except OSError: traceback.print_exc()\nprint("used the cache instead; done")',
        ],
      }),
  },
  {
    id: 'sound-stopped-without-handler-in-time',
    title: 'Node.js below an init, stopped by docker stop: 143',
    language: 'node',
    async start(scene) {
      const name = await scene.start({
        Image: 'node:22-slim',
        Cmd: ['node', '-e', "console.log('ready'); setInterval(() => {}, 1000)"],
        HostConfig: { Init: true },
      });
      await scene.logged(name, 'ready');
      await scene.docker.getContainer(name).stop({ t: 10 });
      await scene.ended(name);
      return name;
    },
  },
  {
    id: 'sound-stopped-with-handler',
    title: 'A service that ends with 0 when docker stop asks it to',
    language: 'python',
    quick: true,
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: [
          'python3',
          '-uc',
          'import signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated") if False else sys.exit(0))\nprint("ready")\nwhile True: time.sleep(1)',
        ],
      });
      await scene.logged(name, 'ready');
      await scene.docker.getContainer(name).stop({ t: 10 });
      await scene.ended(name);
      return name;
    },
  },
  {
    id: 'sound-interrupted',
    title: 'Somebody interrupted it (SIGINT): Python shows where it was',
    language: 'python',
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: ['python3', '-uc', 'import time\nprint("ready")\nwhile True: time.sleep(1)'],
        StopSignal: 'SIGINT',
      });
      await scene.logged(name, 'ready');
      await scene.docker.getContainer(name).stop({ t: 10 });
      await scene.ended(name);
      return name;
    },
  },
  {
    id: 'sound-removed-job',
    title: 'A job that ended with 0 and was removed by --rm',
    language: 'shell',
    async start(scene) {
      const name = await scene.start({
        Image: 'debian:bookworm-slim',
        Cmd: ['true'],
        HostConfig: { AutoRemove: true },
      });
      await scene.eventually('it is gone', async () =>
        scene.docker
          .getContainer(name)
          .inspect()
          .then(
            () => false,
            () => true,
          ),
      );
      return name;
    },
  },
);
