import { defineRule } from '../../rule.js';
import { secretVariables } from './secret-variables.js';

export const secretInEnvironment = defineRule({
  id: 'secret-in-environment',
  severity: 'error',
  profile: 'default',
  aliases: {
    hadolint: ['DL3064'],
    buildkit: ['SecretsUsedInArgOrEnv'],
    trivy: ['DS-0031'],
    cis: ['4.10'],
    dockle: ['CIS-DI-0010'],
    azure: ['ca/block-secrets-in-env', 'ca-ts/no-secrets'],
  },
  principle: 'no-secrets',
  title: 'Write no secret into ENV',
  why: '`docker inspect` shows ENV to everyone who has the image, and each process in the container inherits it. A name counts (tokens, passwords, keys, credentials) and so does the form of a value, whatever its name: tokens of known issuers, logins in URLs. Names of what is public or lies elsewhere (PUBLIC_KEY, *_FILE, *_VERSION) do not, nor do switches, paths and fingerprints. Peers also name variables that hold nothing: `secret-placeholder`.',
  bad: 'FROM python:3.13-slim\nENV STORE_API_KEY=q8Zr2mWn5tYb\n',
  good: 'FROM python:3.13-slim\nENV STORE_API_KEY_FILE=/run/secrets/store-api-key\n',
  check(dockerfile, report) {
    for (const { pair, instruction, how, kind } of secretVariables(dockerfile)) {
      if (instruction.keyword !== 'ENV' || how !== 'value') continue;
      const what = kind ? `${pair.name} holds a ${kind}, which is` : `${pair.name} is`;
      report(
        { start: pair.start, end: pair.start + pair.rawName.length },
        `${what} written into the image, where everyone who pulls it can read it; pass it at run time.`,
      );
    }
  },
});
