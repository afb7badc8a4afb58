import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Report } from '../../rule.js';

/** Reports each instruction of a kind that overrides an earlier one of the same stage. */
export function reportRepeated({ stages }: Dockerfile, keyword: string, report: Report): void {
  for (const { instructions } of stages) {
    let line: number | undefined;
    for (const instruction of instructions) {
      if (instruction.keyword !== keyword || instruction.onbuild) continue;
      if (line !== undefined)
        report(instruction, `Only the last ${keyword} counts: this one overrides line ${line}; keep one of them.`);
      line = instruction.line;
    }
  }
}
