import type { Edit, Span } from '../../../finding.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { defineRule } from '../../rule.js';
import { sameName } from './image-uses.js';
import { sourceReferences } from './stage-references.js';

export const stageNameCasing = defineRule({
  id: 'stage-name-casing',
  severity: 'style',
  profile: 'default',
  aliases: { buildkit: ['StageNameCasing'] },
  principle: 'plain-instructions',
  title: 'Write stage names in lower case',
  why: 'Docker lowers them anyway, so two that differ in case only are one; in lower case a name is told from a keyword at a glance.',
  bad: 'FROM golang:1.26 AS Build\nFROM scratch\nCOPY --from=Build /app /app\n',
  good: 'FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=build /app /app\n',
  check(dockerfile, report) {
    for (const { from, name } of dockerfile.stages) {
      const word = from?.words[2];
      if (!word || name === null || name === name.toLowerCase()) continue;
      const edits = [word, ...placesOf(name, dockerfile)].flatMap((where) => lowered(where, name, dockerfile));
      report(word, `The stage ${name} has capitals; write ${name.toLowerCase()}.`, {
        description: `write ${name.toLowerCase()}, where it is used as well`,
        edits,
      });
    }
  },
});

/** Where a stage is named besides its own FROM. */
function placesOf(name: string, dockerfile: Dockerfile): Span[] {
  const bases = dockerfile.stages.flatMap(({ from }) => {
    const image = from?.words[0];
    return image && sameName(image.value, name) ? [image] : [];
  });
  const sources = sourceReferences(dockerfile).filter(({ value }) => sameName(value, name));
  return [...bases, ...sources.map(({ where }) => where)];
}

/** An edit, where the text there is the name and nothing else. */
function lowered({ start, end }: Span, name: string, { text }: Dockerfile): Edit[] {
  const there = text.slice(start, end);
  const lower = name.toLowerCase();
  return there !== lower && there.toLowerCase() === lower ? [{ start, end, text: lower }] : [];
}
