import { defineFaults } from './fault.js';

export const faults = defineFaults(
  {
    id: 'restart-loop-job-that-is-done',
    title: 'A job that ends with 0 under restart: always',
    language: 'shell',
    cause: 'restart-loop',
    quick: true,
    async start(scene) {
      const name = await scene.start({
        Image: 'debian:bookworm-slim',
        Cmd: ['sh', '-c', 'echo "report written"'],
        HostConfig: { RestartPolicy: { Name: 'always' } },
      });
      await scene.restarted(name, 4);
      return name;
    },
  },
  {
    id: 'restart-loop-silent',
    title: 'A program that ends with 3 and says nothing, restarted unless stopped',
    language: 'shell',
    cause: 'restart-loop',
    async start(scene) {
      const name = await scene.start({
        Image: 'debian:bookworm-slim',
        Cmd: ['sh', '-c', 'exit 3'],
        HostConfig: { RestartPolicy: { Name: 'unless-stopped' } },
      });
      await scene.restarted(name, 4);
      return name;
    },
  },
  {
    id: 'restart-loop-gave-up',
    title: 'on-failure:3 has given up on a silent program',
    language: 'python',
    cause: 'restart-loop',
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: ['python3', '-c', 'import os; os._exit(9)'],
        HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } },
      });
      await scene.until(
        name,
        'has given up',
        ({ State, RestartCount }) => RestartCount >= 3 && State.Status === 'exited',
      );
      return name;
    },
  },
);
