import type { Instruction } from '../../model/instruction.js';
import { type Dockerfile, findStage } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';

/** Whether layers of a RUN are in an image: its stage is built or built on, or it runs in another image's build (ONBUILD). */
export function isShipped({ target, stages }: Dockerfile): (run: Instruction) => boolean {
  const shipped = new Set<Stage | null>(stages.map(({ base }) => base));
  shipped.delete(null);
  if (target) shipped.add(target);
  return ({ onbuild, stage }) => onbuild || shipped.has(stage);
}

/** Whether nothing but files is taken from the stage of a RUN (`COPY --from`), so that its layers are in no image. */
export function isCopiedFrom(dockerfile: Dockerfile): (run: Instruction) => boolean {
  const shipped = isShipped(dockerfile);
  const sources = new Set<Stage | null>();
  for (const { flags } of dockerfile.instructions)
    for (const { name, value, options } of flags) {
      const from = name === 'from' ? value : name === 'mount' ? options.get('from') : undefined;
      if (from) sources.add(findStage(dockerfile.stages, from));
    }
  sources.delete(null);
  return (run) => !shipped(run) && sources.has(run.stage);
}
