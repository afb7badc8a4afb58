import { defineRule } from '../../rule.js';
import { copyArguments } from './copy-arguments.js';

export const copyWholeRootfs = defineRule({
  id: 'copy-whole-rootfs',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3067'] },
  principle: 'minimal-runtime',
  title: 'Copy what runs, not the whole file system',
  why: 'A stage of its own is there to leave compilers, caches and secrets behind; `COPY --from=build / /` takes them all along, and loses the environment, user and command of the image. Reported after FROM scratch too, where it is used to flatten layers.',
  bad: 'FROM golang:1.26 AS build\nFROM debian:13-slim\nCOPY --from=build / /\n',
  good: 'FROM golang:1.26 AS build\nFROM debian:13-slim\nCOPY --from=build /go/bin/app /usr/local/bin/\n',
  check({ instructions }, report) {
    for (const instruction of instructions) {
      if (instruction.keyword !== 'COPY' || instruction.onbuild || !instruction.flag('from')?.value) continue;
      const { sources, destination } = copyArguments(instruction);
      if (destination?.value === '/' && sources.some(({ value }) => /^\/(?:\.|\*)?$/.test(value)))
        report(
          instruction,
          `This copies the whole file system of ${instruction.flag('from')?.value}; copy only the paths that are needed.`,
        );
    }
  },
});
