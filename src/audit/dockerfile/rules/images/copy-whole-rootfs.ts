import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { parseImageName, type Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { copyArguments } from './copy-arguments.js';
import { baseImages } from './image-uses.js';
import { stagesByName } from './stage-names.js';

export const copyWholeRootfs = defineRule({
  id: 'copy-whole-rootfs',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3067'] },
  principle: 'minimal-runtime',
  title: 'Copy what runs, not the whole file system',
  why: 'A stage of its own is there to leave compilers, caches and secrets behind; `COPY --from=build / /` takes them all along, and loses the environment, user and command of the image. Reported after FROM scratch too, where it is used to flatten layers. A stage from scratch holds what was put there to be copied and nothing else, as does the image tonistiigi/xx: both are left alone.',
  bad: 'FROM golang:1.26 AS build\nFROM debian:13-slim\nCOPY --from=build / /\n',
  good: 'FROM golang:1.26 AS build\nFROM debian:13-slim\nCOPY --from=build /go/bin/app /usr/local/bin/\n',
  check(dockerfile, report) {
    const copies = dockerfile.instructions.flatMap((instruction) => {
      const from = instruction.keyword === 'COPY' && !instruction.onbuild ? instruction.flag('from')?.value : null;
      if (!from) return [];
      const { sources, destination } = copyArguments(instruction);
      const isWhole = destination?.value === '/' && sources.some(({ value }) => /^\/(?:\.|\*)?$/.test(value));
      return isWhole ? [{ instruction, from }] : [];
    });
    if (copies.length === 0) return;
    const imageOf = imagesByStage(dockerfile);
    for (const { instruction, from } of copies) {
      const image = imageOf(from);
      if (image === null || parseImageName(image).repository === 'tonistiigi/xx') continue;
      report(instruction, `This copies the whole file system of ${from}; copy only the paths that are needed.`);
    }
  },
});

/** What a stage, or an image by its name, is built on; null for a stage that is built on no image. */
function imagesByStage(dockerfile: Dockerfile): (from: string) => string | null {
  const names = stagesByName(dockerfile);
  const images = new Map(baseImages(dockerfile).map(({ stage, reference }) => [stage, reference]));
  return (from) => {
    let stage: Stage | undefined = names.get(from.toLowerCase())?.[0];
    if (!stage && /^\d+$/.test(from)) stage = dockerfile.stages[Number(from)];
    if (!stage?.from) return from;
    while (stage.base) stage = stage.base;
    return images.get(stage) ?? null;
  };
}
