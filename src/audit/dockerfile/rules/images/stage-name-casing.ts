import type { Edit, Span } from '../../../finding.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { defineRule } from '../../rule.js';
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
    const places = placesOfNames(dockerfile);
    for (const { from, name } of dockerfile.stages) {
      const word = from?.words[2];
      if (!word || name === null || name === name.toLowerCase()) continue;
      const edits = [word, ...(places.get(name.toLowerCase()) ?? [])].flatMap((where) =>
        lowered(where, name, dockerfile),
      );
      // of two stages of one name the first mends what names them
      places.delete(name.toLowerCase());
      report(word, `The stage ${name} has capitals; write ${name.toLowerCase()}.`, {
        description: `write ${name.toLowerCase()}, where it is used as well`,
        edits,
      });
    }
  },
});

/** Where stages are named besides their own FROM, by the name in lower case. */
function placesOfNames(dockerfile: Dockerfile): Map<string, Span[]> {
  const places = new Map<string, Span[]>();
  const add = (name: string, where: Span) => {
    const known = places.get(name.toLowerCase());
    if (known) known.push(where);
    else places.set(name.toLowerCase(), [where]);
  };
  for (const { from } of dockerfile.stages) {
    const image = from?.words[0];
    if (image) add(image.value, image);
  }
  for (const { value, where } of sourceReferences(dockerfile)) add(value, where);
  return places;
}

/** An edit, where the text there is the name and nothing else. */
function lowered({ start, end }: Span, name: string, { text }: Dockerfile): Edit[] {
  const there = text.slice(start, end);
  const lower = name.toLowerCase();
  return there !== lower && there.toLowerCase() === lower ? [{ start, end, text: lower }] : [];
}
