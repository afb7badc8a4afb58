import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import { isStageNumber, type SourceReference } from './stage-references.js';

/** The stages of a file by their names, which Docker compares without regard to case. */
export function stagesByName({ stages }: Dockerfile): ReadonlyMap<string, readonly Stage[]> {
  const found = new Map<string, Stage[]>();
  for (const stage of stages) {
    const name = stage.name?.toLowerCase();
    if (name === undefined) continue;
    const same = found.get(name);
    if (same) same.push(stage);
    else found.set(name, [stage]);
  }
  return found;
}

/** Whether a reference names a stage that has begun: one above, or the one that it stands in. */
export function namesStage({ instruction, value }: SourceReference, names: ReturnType<typeof stagesByName>): boolean {
  const current = instruction.stage?.from ? instruction.stage.index : -1;
  if (isStageNumber(value)) return Number(value) <= current;
  const first = names.get(value.toLowerCase())?.[0];
  return first !== undefined && first.index <= current;
}
