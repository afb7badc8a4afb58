import { nearestName } from '../../../../near-names.js';
import type { Fix } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { rootImage, type Stage } from '../../model/stages.js';
import { variableUses } from '../../model/variables.js';
import { defineRule, insert } from '../../rule.js';
import { bodyExpansions, type Expansion, expansions } from './docker-expansions.js';
import { imageEnvironment } from './image-environment.js';

/** Instructions whose words Docker itself expands; a shell reads RUN, CMD and ENTRYPOINT. */
const expanding = new Set(['ADD', 'COPY', 'ENV', 'EXPOSE', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR']);

export const undefinedVar = defineRule({
  id: 'undefined-var',
  severity: 'warning',
  profile: 'default',
  aliases: { buildkit: ['UndefinedVar'] },
  principle: 'plain-instructions',
  title: 'Define a variable before it is used',
  why: 'Docker puts nothing in the place of a variable that it does not know, without an error: `COPY $DIST .` copies the whole context. An ARG before FROM is not seen in a stage until the stage declares it. Only variables are reported that cannot come from the base image: all of them where its variables are known, else misspelt ones and undeclared ARGs. `${NAME:-value}` is provided for.',
  bad: 'FROM debian:13-slim\nARG DIST_FOLDER=dist\nCOPY $DIST_FODLER /srv\n',
  good: 'ARG VERSION=1\nFROM debian:13-slim\nARG VERSION\nENV APP_VERSION=$VERSION PATH=/opt/bin:$PATH CACHE=${CACHE:-/tmp}\n',
  check(dockerfile, report) {
    for (const stage of dockerfile.stages) {
      const judge = judgeOf(dockerfile, stage);
      for (const instruction of stage.instructions) {
        if (instruction.onbuild) continue;
        for (const use of usesIn(instruction)) {
          const problem = use.optional ? null : judge(use.name, instruction);
          if (problem) report(use, problem.message, problem.fix);
        }
      }
    }
  },
});

function usesIn(instruction: Instruction): Expansion[] {
  const { keyword, logical, argumentsStart, flags, heredocs } = instruction;
  if (keyword === 'ARG') return usesInArguments(instruction);
  if (!expanding.has(keyword)) return [];
  const inFlags = flags.flatMap(({ name, value, start, end }) =>
    (name === 'chown' || name === 'chmod') && value?.includes('$')
      ? expansions(value, end - value.length).map((use) => ({ ...use, start, end }))
      : [],
  );
  const inBodies = heredocs.flatMap(({ quoted, text, body }) => (quoted ? [] : bodyExpansions(text, body.start)));
  return [...inFlags, ...expansions(logical, argumentsStart), ...inBodies];
}

/** Each default sees the arguments that stand before it in the same ARG. */
function usesInArguments({ pairs }: Instruction): Expansion[] {
  const known = new Set<string>();
  return pairs.flatMap(({ name, rawValue, valueStart }) => {
    const uses = expansions(rawValue ?? '', valueStart).filter((use) => !known.has(use.name));
    known.add(name);
    return uses;
  });
}

type Judge = (name: string, instruction: Instruction) => { message: string; fix?: Fix } | null;

function judgeOf({ globals, preamble, lines }: Dockerfile, stage: Stage): Judge {
  const root = rootImage(stage);
  const brought = stage.from ? imageEnvironment(root) : null;
  const declaredEarly = new Set(preamble.flatMap(({ pairs }) => pairs.map(({ name }) => name)));
  const inImageName = new Set(variableUses(originOf(stage)).map(({ name }) => name));
  const mended = new Set<string>();
  return (name, instruction) => {
    const { variables } = instruction;
    if (variables.has(name) || brought?.has(name) || name === 'PATH') return null;
    // an image that is chosen by a version often brings that version as a variable
    if (declaredEarly.has(name) && globals.has(name) && (brought || !inImageName.has(name))) {
      const message = `$${name} is declared before FROM and is not seen in this stage; declare it here: ARG ${name}.`;
      if (mended.has(name)) return { message };
      mended.add(name);
      return {
        message,
        fix: insert(lines.offset(instruction.line - 1, 0), `ARG ${name}\n`, `declare ${name} in this stage`),
      };
    }
    const meant = nearestName(name, [...variables.keys(), 'PATH'], brought && name.length > 5 ? 2 : 1);
    const hint = meant && name.length > 3 ? meant : null;
    if (!brought && !hint) return null;
    return {
      message: hint
        ? `$${name} is not defined and becomes nothing; did you mean $${hint}?`
        : `$${name} is not defined and becomes nothing; declare it with ARG or ENV before this line.`,
    };
  };
}

/** The image that a stage comes from in the end, as it is written. */
function originOf(stage: Stage): string {
  let origin = stage;
  while (origin.base) origin = origin.base;
  return origin.image ?? '';
}
