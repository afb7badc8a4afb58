import { defineRule } from '../../rule.js';

export const stageNameDuplicate = defineRule({
  id: 'stage-name-duplicate',
  severity: 'error',
  profile: 'default',
  aliases: {
    hadolint: ['DL3024'],
    buildkit: ['DuplicateStageName'],
    trivy: ['DS-0012'],
    checkov: ['CKV_DOCKER_11'],
    kics: ['Same Alias In Different Froms'],
  },
  principle: 'plain-instructions',
  title: 'Give each stage a name of its own',
  why: 'Of two stages with one name `COPY --from` and `--target` mean only one, and which one depends on where it stands. Case does not count, as for Docker (hadolint, KICS and Checkov compare letter by letter).',
  bad: 'FROM golang:1.26 AS build\nFROM node:24-slim AS build\n',
  good: 'FROM golang:1.26 AS server\nFROM node:24-slim AS pages\n',
  check({ stages, lines }, report) {
    const seen = new Map<string, number>();
    for (const { name, from } of stages) {
      const word = from?.words[2];
      if (name === null || !word) continue;
      const first = seen.get(name.toLowerCase());
      if (first === undefined) seen.set(name.toLowerCase(), word.start);
      else
        report(
          word,
          `There is a stage ${name} already, on line ${lines.position(first).line}; give this one another name.`,
        );
    }
  },
});
