import { defineRule } from '../../rule.js';
import { secretVariables } from './secret-variables.js';

export const secretInBuildArgument = defineRule({
  id: 'secret-in-build-argument',
  severity: 'error',
  profile: 'default',
  aliases: {
    hadolint: ['DL3064'],
    buildkit: ['SecretsUsedInArgOrEnv'],
    trivy: ['DS-0031'],
    cis: ['4.10'],
    dockle: ['CIS-DI-0010'],
    azure: ['ca-ts/no-secrets'],
  },
  principle: 'no-secrets',
  title: 'Pass no secret as a build argument',
  why: 'The values of build arguments are kept in the history of the image (`docker history --no-trunc` shows them before each RUN) and in its provenance. `RUN --mount=type=secret` lends a secret to one command and keeps it nowhere. The names that count are those of secret-in-environment; a default of ARG does not make it better.',
  bad: 'FROM node:24-slim\nARG REGISTRY_TOKEN\nRUN REGISTRY_TOKEN=$REGISTRY_TOKEN npm ci\n',
  good: 'FROM node:24-slim\nRUN --mount=type=secret,id=registry-token,env=REGISTRY_TOKEN npm ci\n',
  check(dockerfile, report) {
    for (const { pair, instruction, how, kind } of secretVariables(dockerfile)) {
      if (instruction.keyword !== 'ARG' || how === 'placeholder') continue;
      const what = kind
        ? `${pair.name} has a ${kind} as its default`
        : `${pair.name} as a build argument is kept in the history`;
      report(
        { start: pair.start, end: pair.start + pair.rawName.length },
        `${what}; lend it to the command that needs it with RUN --mount=type=secret,id=${pair.name}.`,
      );
    }
  },
});
