import { defineFaults } from './fault.js';

const segfault = `#include <stdio.h>
int main(void) { setvbuf(stdout, NULL, _IONBF, 0); puts("indexing"); int *nowhere = NULL; *nowhere = 1; return 0; }
`;
const abort = `#include <assert.h>
#include <stdio.h>
int main(void) { setvbuf(stdout, NULL, _IONBF, 0); puts("indexing"); assert(1 + 1 == 3); return 0; }
`;

export const faults = defineFaults(
  {
    id: 'signal-docker-kill',
    title: 'Somebody killed it by docker kill',
    language: 'python',
    cause: 'killed-by-signal',
    quick: true,
    async start(scene) {
      const name = await scene.start({
        Image: 'python:3.13-slim',
        Cmd: ['python3', '-uc', 'import time; print("working"); time.sleep(600)'],
      });
      await scene.logged(name, 'working');
      await scene.docker.getContainer(name).kill();
      await scene.ended(name);
      return name;
    },
  },
  {
    id: 'signal-segmentation-fault-c',
    title: 'A segmentation fault in C',
    language: 'c',
    cause: 'killed-by-signal',
    async start(scene) {
      const image = await scene.image(
        `FROM ${await scene.toolchain('c')}\nCOPY main.c /\nRUN gcc -o /app /main.c\nCMD ["/app"]\n`,
        { 'main.c': segfault },
      );
      return scene.run({ Image: image });
    },
  },
  {
    id: 'signal-failed-assertion-c',
    title: 'A failed assertion in C',
    language: 'c',
    cause: 'killed-by-signal',
    tolerated: ['application-error'],
    async start(scene) {
      const image = await scene.image(
        `FROM ${await scene.toolchain('c')}\nCOPY main.c /\nRUN gcc -o /app /main.c\nCMD ["/app"]\n`,
        { 'main.c': abort },
      );
      return scene.run({ Image: image });
    },
  },
  {
    id: 'signal-segmentation-fault-python',
    title: 'Native code below Python touches foreign memory',
    language: 'python',
    cause: 'killed-by-signal',
    start: (scene) =>
      scene.run({
        Image: 'python:3.13-slim',
        Cmd: ['python3', '-X', 'faulthandler', '-c', 'import ctypes; ctypes.string_at(0)'],
      }),
  },
  {
    id: 'signal-illegal-instruction',
    title: 'An instruction that the processor does not have',
    language: 'c',
    cause: 'killed-by-signal',
    async start(scene) {
      const image = await scene.image(
        `FROM ${await scene.toolchain('c')}\nCOPY main.c /\nRUN gcc -o /app /main.c\nCMD ["/app"]\n`,
        { 'main.c': 'int main(void) { __builtin_trap(); }\n' },
      );
      return scene.run({ Image: image });
    },
  },
);
