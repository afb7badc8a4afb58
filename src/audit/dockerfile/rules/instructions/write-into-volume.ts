import type { Instruction } from '../../model/instruction.js';
import { expand } from '../../model/variables.js';
import { defineRule } from '../../rule.js';
import { stageChain } from './stage-chain.js';

const writing = new Set('chown chmod chgrp mkdir cp mv touch tee ln install rsync tar unzip dd truncate'.split(' '));

export const writeIntoVolume = defineRule({
  id: 'write-into-volume',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Write VOLUME after what fills its folder',
  why: "What a RUN changes below a folder that VOLUME has named before is thrown away by Docker's classic builder, and kept by BuildKit: the same file makes two images. With VOLUME after it, both keep it. COPY is not meant, which both keep.",
  bad: 'FROM debian:13-slim\nVOLUME /data\nRUN mkdir /data/cache && chown -R 1000 /data\n',
  good: 'FROM debian:13-slim\nRUN mkdir -p /data/cache && chown -R 1000 /data\nVOLUME /data\n',
  check({ stages, preamble }, report) {
    const judge = (instructions: readonly Instruction[], volumes: string[], speaks: boolean): void => {
      for (const instruction of instructions) {
        if (instruction.onbuild) continue;
        if (instruction.keyword === 'VOLUME') volumes.push(...foldersOf(instruction));
        if (!speaks || instruction.keyword !== 'RUN' || volumes.length === 0) continue;
        for (const { name, words, outputs, start, end } of instruction.script?.commands ?? []) {
          const paths = [...outputs, ...(writing.has(name) ? words.map(({ value }) => value) : [])];
          const lost = volumes.find((folder) => paths.some((path) => path === folder || path.startsWith(`${folder}/`)));
          if (lost)
            report(
              { start, end },
              `${lost} is a volume already, and a classic build loses what ${name} does there; move VOLUME below this RUN.`,
            );
        }
      }
    };
    judge(preamble, [], true);
    for (const stage of stages) {
      const volumes: string[] = [];
      for (const member of stageChain(stage).slice(-20)) judge(member.instructions, volumes, member === stage);
    }
  },
});

function foldersOf({ json, words, variables }: Instruction): string[] {
  return (json ?? words.map(({ value }) => value)).slice(0, 20).flatMap((written) => {
    const path = (expand(written, variables) ?? '').replace(/\/+$/, '');
    return path.startsWith('/') ? [path] : [];
  });
}
