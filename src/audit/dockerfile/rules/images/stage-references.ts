import type { Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';

/** What COPY takes files from, or a RUN mounts: a stage by name or number, or an image. */
export interface SourceReference {
  instruction: Instruction;
  value: string;
  /** The value in the file, without the flag around it. */
  where: Span;
}

/** The `--from` of a COPY; null where there is none. */
export function copySource(instruction: Instruction, { text }: Dockerfile): SourceReference | null {
  const flag = instruction.keyword === 'COPY' ? instruction.flag('from') : undefined;
  if (!flag?.value) return null;
  const at = text.slice(flag.start, flag.end).indexOf('=') + 1;
  return { instruction, value: flag.value, where: { start: flag.start + at, end: flag.end } };
}

/** The `from=` of each `RUN --mount`. */
export function mountSources(instruction: Instruction, { text }: Dockerfile): SourceReference[] {
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags.flatMap((flag) => {
    const value = flag.name === 'mount' ? flag.options.get('from') : undefined;
    if (!value) return [];
    const at = text.indexOf(`from=${value}`, flag.start);
    const start = at < 0 || at >= flag.end ? flag.start : at + 'from='.length;
    return [{ instruction, value, where: { start, end: start === flag.start ? flag.end : start + value.length } }];
  });
}

/** All of both in a file, ONBUILD triggers left out: what they name is decided by the file that builds on the image. */
export function sourceReferences(dockerfile: Dockerfile): SourceReference[] {
  return dockerfile.instructions
    .filter(({ onbuild }) => !onbuild)
    .flatMap((instruction) => {
      const source = copySource(instruction, dockerfile);
      return source ? [source] : mountSources(instruction, dockerfile);
    });
}

/** A stage's number, as Docker reads `--from=1`. */
export function isStageNumber(value: string): boolean {
  return /^\d+$/.test(value);
}
