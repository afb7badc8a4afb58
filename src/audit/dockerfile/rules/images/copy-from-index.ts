import { defineRule, replace } from '../../rule.js';
import { stagesByName } from './stage-names.js';
import { isStageNumber, sourceReferences } from './stage-references.js';

export const copyFromIndex = defineRule({
  id: 'copy-from-index',
  severity: 'style',
  profile: 'default',
  aliases: { kics: ['Using Unnamed Build Stages'] },
  principle: 'plain-instructions',
  title: 'Copy from a stage by its name',
  why: 'A number counts FROM lines: a stage put in between makes COPY take the files of another, and the build says nothing.',
  bad: 'FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=0 /app /app\n',
  good: 'FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=build /app /app\n',
  check(dockerfile, report) {
    const names = stagesByName(dockerfile);
    for (const { instruction, value, where } of sourceReferences(dockerfile)) {
      if (!isStageNumber(value)) continue;
      const stage = dockerfile.stages[Number(value)];
      const name = stage && stage.index < (instruction.stage?.index ?? 0) ? stage.name : null;
      const unique = name !== null && names.get(name.toLowerCase())?.length === 1;
      report(
        where,
        `Stage ${value} is counted, not named; ${name ? `write ${name}` : 'give it a name (FROM ... AS build) and use that'}.`,
        unique ? replace(where, name, `write ${name}`) : undefined,
      );
    }
  },
});
