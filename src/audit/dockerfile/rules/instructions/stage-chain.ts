import type { Instruction } from '../../model/instruction.js';
import { findStage } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';

/** A stage and those that it is built on, the first ancestor first. */
export function stageChain(stage: Stage): Stage[] {
  const chain = [stage];
  for (let base = stage.base; base; base = base.base) chain.unshift(base);
  return chain;
}

/** What makes the image of a stage: its own instructions after those of its ancestors; ONBUILD triggers are left out. */
export function instructionsOfImage(stage: Stage): Instruction[] {
  return stageChain(stage).flatMap(({ instructions }) => instructions.filter(({ onbuild }) => !onbuild));
}

const keywords = new WeakMap<Stage, ReadonlySet<string>>();

/** Which instructions the image of a stage is made with; remembered, since rules ask for each of them. */
export function keywordsOfImage(stage: Stage): ReadonlySet<string> {
  let inherited: ReadonlySet<string> = new Set();
  for (const member of keywords.has(stage) ? [stage] : stageChain(stage)) {
    const known = keywords.get(member);
    if (known) inherited = known;
    else {
      const own = member.instructions.filter(({ onbuild }) => !onbuild).map(({ keyword }) => keyword);
      inherited = new Set([...inherited, ...own]);
      keywords.set(member, inherited);
    }
  }
  return inherited;
}

/** Stages that a later one starts from or copies out of; the others are what a build can be asked for. */
export function intermediateStages(stages: readonly Stage[]): ReadonlySet<Stage> {
  const used = new Set<Stage>();
  const named = new Map<string, Stage | null>();
  for (const { base, instructions } of stages) {
    if (base) used.add(base);
    for (const { flags } of instructions)
      for (const { name, value, options } of flags) {
        const from = name === 'from' ? value : name === 'mount' ? options.get('from') : undefined;
        if (!from) continue;
        if (!named.has(from)) named.set(from, findStage(stages, from));
        const stage = named.get(from);
        if (stage) used.add(stage);
      }
  }
  return used;
}
