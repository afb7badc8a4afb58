import { defineRule } from '../../rule.js';
import { sameName } from './image-uses.js';
import { isStageNumber, sourceReferences } from './stage-references.js';

export const copyFromSelf = defineRule({
  id: 'copy-from-self',
  severity: 'error',
  profile: 'default',
  aliases: {
    hadolint: ['DL3023'],
    trivy: ['DS-0006'],
    kics: ["COPY '--from' References Current FROM Alias"],
  },
  principle: 'plain-instructions',
  title: 'Copy from another stage than this one',
  why: 'A stage is not finished while it is built, so Docker cannot copy from it and refuses. For files that are here already, RUN cp is what was meant. A stage is known by its number as well, and case does not count.',
  bad: 'FROM golang:1.26 AS build\nCOPY --from=build /go/bin/app /app\n',
  good: 'FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=build /go/bin/app /app\n',
  check(dockerfile, report) {
    for (const { instruction, value, where } of sourceReferences(dockerfile)) {
      const { stage, keyword } = instruction;
      if (!stage?.from) continue;
      const itself = isStageNumber(value) ? Number(value) === stage.index : sameName(stage.name, value);
      if (itself)
        report(
          where,
          `${keyword} takes from ${value}, the stage that it stands in; name an earlier stage, or use RUN cp.`,
        );
    }
  },
});
