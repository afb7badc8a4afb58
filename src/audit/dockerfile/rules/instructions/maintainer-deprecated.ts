import type { Fix } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import { defineRule, replace } from '../../rule.js';

export const maintainerDeprecated = defineRule({
  id: 'maintainer-deprecated',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL4000'],
    buildkit: ['MaintainerDeprecated'],
    trivy: ['DS-0022'],
    checkov: ['CKV_DOCKER_6'],
    kics: ['MAINTAINER Instruction Being Used'],
    dockerfilelint: ['deprecated_in_1.13'],
  },
  principle: 'labels',
  title: 'Name the author in a label',
  why: 'MAINTAINER has been deprecated since Docker 1.13 and fills a field that registries do not show. The label `org.opencontainers.image.authors` of the OCI image specification is what they read.',
  bad: 'FROM debian:13-slim\nMAINTAINER Ada Example <ada@example.com>\n',
  good: 'FROM debian:13-slim\nLABEL org.opencontainers.image.authors="Ada Example <ada@example.com>"\n',
  check({ instructions, escapeCharacter }, report) {
    for (const instruction of instructions)
      if (instruction.keyword === 'MAINTAINER' && !instruction.onbuild)
        report(
          instruction,
          'MAINTAINER is deprecated; write LABEL org.opencontainers.image.authors="..." instead.',
          labelFix(instruction, escapeCharacter),
        );
  },
});

/** MAINTAINER takes its text as it is; a label expands variables, so they are escaped. */
function labelFix({ logical, raw, stage, start, end }: Instruction, escapeCharacter: string): Fix | undefined {
  const text = logical.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (!text || raw.includes('\n') || stage === null) return undefined;
  const value = [...text]
    .map((character) =>
      '"$'.includes(character) || character === escapeCharacter ? escapeCharacter + character : character,
    )
    .join('');
  return replace({ start, end }, `LABEL org.opencontainers.image.authors="${value}"`, 'make it a label');
}
