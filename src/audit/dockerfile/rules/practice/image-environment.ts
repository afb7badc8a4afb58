import type { Stage } from '../../model/stages.js';
import { expand } from '../../model/variables.js';
import { instructionsOfImage } from '../instructions/stage-chain.js';

/** Variables that a container of a stage's image starts with, as far as the file says; null: set, not known. */
export function imageEnvironment(stage: Stage): ReadonlyMap<string, string | null> {
  const environment = new Map<string, string | null>();
  for (const { keyword, pairs, variables } of instructionsOfImage(stage))
    if (keyword === 'ENV')
      for (const { name, value } of pairs) environment.set(name, value === null ? null : expand(value, variables));
  return environment;
}
