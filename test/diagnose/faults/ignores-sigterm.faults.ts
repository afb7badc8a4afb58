import { defineFaults, type Language } from './fault.js';
import { exposed, published } from './published.js';
import type { Scene } from './scene.js';

/** Stops it with a grace period of a second and waits for the kill. */
async function stop(scene: Scene, name: string): Promise<string> {
  await scene.logged(name, 'ready');
  await scene.docker.getContainer(name).stop({ t: 1 });
  await scene.ended(name);
  return name;
}

function stopped(id: string, title: string, language: Language, Image: string, Cmd: string[], quick = false) {
  return {
    id,
    title,
    language,
    cause: 'ignores-sigterm' as const,
    tolerated: ['killed-by-signal' as const],
    quick,
    start: async (scene: Scene) => stop(scene, await scene.start({ Image, Cmd })),
  };
}

export const faults = defineFaults(
  stopped(
    'sigterm-shell-before-the-service',
    'A shell as process 1 passes SIGTERM to nobody',
    'shell',
    'python:3.13-slim',
    ['sh', '-c', 'echo ready; python3 -c "import time; time.sleep(600)"; echo done'],
    true,
  ),
  stopped('sigterm-python-without-handler', 'Python as process 1 without a handler', 'python', 'python:3.13-slim', [
    'python3',
    '-uc',
    'import time; print("ready"); time.sleep(600)',
  ]),
  stopped('sigterm-node-without-handler', 'Node.js as process 1 without a handler', 'node', 'node:22-slim', [
    'node',
    '-e',
    "console.log('ready'); setInterval(() => {}, 1000)",
  ]),
  {
    id: 'sigterm-ignored-on-purpose',
    title: 'A running script ignores SIGTERM',
    language: 'shell',
    cause: 'ignores-sigterm',
    async start(scene) {
      const name = await scene.start({
        Image: 'debian:bookworm-slim',
        Cmd: ['bash', '-c', 'trap "" TERM; echo ready; while :; do sleep 1; done'],
      });
      await scene.logged(name, 'ready');
      return name;
    },
  },
  {
    id: 'sigterm-not-caught-running',
    title: 'A service that runs well, and will not end when it is asked to',
    language: 'python',
    cause: 'ignores-sigterm',
    verdict: 'healthy',
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: ['sh', '-c', 'echo ready; python3 -m http.server 8000; echo done'],
        ...exposed,
        HostConfig: published,
      });
      await scene.logged(name, 'ready');
      return name;
    },
  },
);
