import { defineFaults } from './fault.js';

const second = 1_000_000_000;

export const faults = defineFaults(
  {
    id: 'two-check-tool-and-zombies',
    title: 'A health check by curl that is not there, and children that nobody collects',
    language: 'python',
    cause: 'health-check-tool-missing',
    also: ['zombie-processes'],
    quick: true,
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: [
          'python3',
          '-uc',
          'import os, signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\nfor _ in range(12): os.spawnlp(os.P_NOWAIT, "true", "true")\ntime.sleep(600)',
        ],
        Healthcheck: {
          Test: ['CMD-SHELL', 'curl -f http://localhost:8000/'],
          Interval: second,
          Timeout: 5 * second,
          Retries: 2,
        },
      });
      await scene.health(name, 'unhealthy');
      return name;
    },
  },
  {
    id: 'two-open-files-and-held-back',
    title: 'All files that it may open are open, and the CPU limit holds it back',
    language: 'python',
    cause: 'file-descriptor-limit',
    also: ['cpu-throttled'],
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: [
          'python3',
          '-uc',
          `import signal, socket, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
held = []
while True:
    try: held.append(socket.socket())
    except OSError as error:
        print("cannot accept:", error)
        end = time.time() + 1
        while time.time() < end: pass`,
        ],
        HostConfig: { Ulimits: [{ Name: 'nofile', Soft: 64, Hard: 64 }], NanoCpus: 100_000_000 },
      });
      await scene.logged(name, /(?:Too many open files[\s\S]*){5}/);
      return name;
    },
  },
);
