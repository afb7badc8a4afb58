import { directiveLines } from '../../ignore-comments.js';
import type { Comment } from '../../model/comments.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { defineRule } from '../../rule.js';

export const definitionDescription = defineRule({
  id: 'definition-description',
  severity: 'style',
  profile: 'strict',
  aliases: { buildkit: ['InvalidDefinitionDescription'] },
  principle: 'plain-instructions',
  title: 'Begin the comment above a stage or an argument with its name',
  why: '`docker build --call=outline` and `--call=targets` show a comment directly above a named stage or an ARG as its description if the name is its first word, and nothing otherwise. An empty line or `#` between them says that it is none. BuildKit has this off unless asked for, so it is for strict teams.',
  bad: 'FROM debian:13-slim\n# which release to fetch\nARG VERSION=1\n',
  good: 'FROM debian:13-slim\n# VERSION is the release to fetch\nARG VERSION=1\n\n# this is about something else\n\nARG NAME=x\n',
  check(dockerfile, report) {
    const comments = new Map(descriptions(dockerfile).map((comment) => [comment.line, comment]));
    for (const instruction of dockerfile.instructions) {
      const comment = comments.get(instruction.line - 1);
      const names = comment ? definedNames(instruction) : [];
      if (!comment || names.length === 0) continue;
      const [word = ''] = comment.text.split(' ', 1);
      if (!names.includes(word))
        report(
          comment,
          `A comment above ${instruction.keyword} describes it: begin with "${names.join('" or "')}", or leave a line between.`,
        );
    }
  },
});

/** Comments that could describe something: not empty, and meant for readers, not for tools. */
function descriptions(dockerfile: Dockerfile): Comment[] {
  const directives = directiveLines(dockerfile);
  return dockerfile.comments.filter(
    ({ line, text }) => text !== '' && !directives.has(line) && !/^(?:hadolint|dockwright)\s|^check\s*=/.test(text),
  );
}

function definedNames({ keyword, onbuild, pairs, stage }: Instruction): string[] {
  if (onbuild) return [];
  if (keyword === 'ARG') return pairs.map(({ name }) => name);
  return keyword === 'FROM' && stage?.name ? [stage.name] : [];
}
