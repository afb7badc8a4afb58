import { nearestName } from '../../../../near-names.js';
import { defineRule, replace } from '../../rule.js';

const instructions = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

export const syntaxUnknownInstruction = defineRule({
  id: 'syntax-unknown-instruction',
  severity: 'error',
  profile: 'default',
  aliases: { dockerfilelint: ['invalid_command', 'invalid_line'] },
  principle: 'plain-instructions',
  title: 'Begin every line with an instruction that Docker knows',
  why: 'Docker stops at a word that is none of its 18 instructions. Often it is a misspelt one, or the line before it lacks its `\\`.',
  bad: 'FROM debian:13-slim\nCOPPY app /app\n',
  good: 'FROM debian:13-slim\nCOPY app /app\n',
  check(dockerfile, report) {
    for (const { keyword, keywordSpan, onbuild } of dockerfile.instructions) {
      // an ONBUILD without a trigger lacks an argument
      if (instructions.has(keyword) || (keyword === '' && !onbuild)) continue;
      const meant = keyword.length > 2 ? nearestName(keyword, instructions, keyword.length > 4 ? 2 : 1) : null;
      const written = dockerfile.text.slice(keywordSpan.start, keywordSpan.end).slice(0, 40);
      if (meant)
        report(
          keywordSpan,
          `Docker knows no ${written}; did you mean ${meant}?`,
          replace(keywordSpan, meant, `write ${meant}`),
        );
      else
        report(
          keywordSpan,
          `Docker knows no instruction ${written}; does the line before it lack its "${dockerfile.escapeCharacter}"?`,
        );
    }
  },
});
