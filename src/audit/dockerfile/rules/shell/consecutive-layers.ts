import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';

export const consecutiveLayers = defineRule({
  id: 'consecutive-layers',
  severity: 'style',
  profile: 'strict',
  aliases: {
    hadolint: ['DL3059'],
    kics: ['Multiple RUN, ADD, COPY, Instructions Listed'],
    azure: ['ca/excessive-run-commands'],
  },
  principle: 'clean-layers',
  title: 'Join small steps that follow each other',
  why: 'Each RUN, COPY and ADD is a layer; what one adds and the next deletes is shipped all the same. As in hadolint only RUNs of one command with the same flags count, since longer ones were divided on purpose; as in KICS also COPY or ADD to one destination, in the stage that is built.',
  bad: 'FROM debian:13-slim\nRUN mkdir /data\nRUN chown 1000 /data\n',
  good: 'FROM debian:13-slim\nRUN mkdir /data && chown 1000 /data\n',
  check(dockerfile, report) {
    for (const stage of dockerfile.stages) {
      for (const run of repeatedRuns(stage))
        report(run, 'This RUN and the one before it are one command each; join them with &&.');
      if (isBuilt(stage, dockerfile))
        for (const { first, more } of repeatedCopies(stage))
          report(
            first,
            `The next ${more === 1 ? '' : `${more} `}${first.keyword}${more === 1 ? ' goes' : 's go'} to the same place; name all sources in one.`,
          );
    }
  },
});

/** Empty lines and comments between them change nothing, another instruction does. */
function repeatedRuns({ instructions }: Stage): Instruction[] {
  let previous: Instruction | null = null;
  return instructions.filter((instruction) => {
    if (instruction.keyword !== 'RUN' || instruction.onbuild) {
      previous = null;
      return false;
    }
    const joins: boolean =
      previous !== null && flagsOf(previous) === flagsOf(instruction) && isSmall(previous) && isSmall(instruction);
    if (!joins) previous = instruction;
    return joins;
  });
}

function isSmall({ script }: Instruction): boolean {
  return script !== null && script.commands.filter(({ via }) => via === null).length <= 1;
}

function flagsOf({ flags }: Instruction): string {
  return flags
    .map(({ name, value }) => `${name}=${value ?? ''}`)
    .sort()
    .join(' ');
}

function isBuilt(stage: Stage, { target }: Dockerfile): boolean {
  for (let part = target; part; part = part.base) if (part === stage) return true;
  return false;
}

/** Runs of COPY or ADD that one could do: the first of each, and how many follow. */
function repeatedCopies({ instructions }: Stage): { first: Instruction; more: number }[] {
  const groups: { first: Instruction; more: number }[] = [];
  let last: { first: Instruction; more: number } | null = null;
  for (const instruction of instructions) {
    const { keyword, onbuild, heredocs } = instruction;
    if ((keyword !== 'COPY' && keyword !== 'ADD') || onbuild || heredocs.length > 0) last = null;
    else if (last && canJoin(last.first, instruction)) {
      if (last.more++ === 0) groups.push(last);
    } else last = { first: instruction, more: 0 };
  }
  return groups;
}

function canJoin(first: Instruction, next: Instruction): boolean {
  return first.keyword === next.keyword && destination(first) === destination(next) && flagsOf(first) === flagsOf(next);
}

function destination({ json, words }: Instruction): string {
  const written = json?.at(-1) ?? words.at(-1)?.value ?? '';
  return written.replace(/^\.(?:\/|$)|\/$/g, '');
}
