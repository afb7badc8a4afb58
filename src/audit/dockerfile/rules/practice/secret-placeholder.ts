import { defineRule } from '../../rule.js';
import { secretVariables } from './secret-variables.js';

export const secretPlaceholder = defineRule({
  id: 'secret-placeholder',
  severity: 'style',
  profile: 'strict',
  aliases: {
    hadolint: ['DL3064'],
    buildkit: ['SecretsUsedInArgOrEnv'],
    trivy: ['DS-0031'],
    cis: ['4.10'],
    azure: ['ca/block-secrets-in-env'],
  },
  principle: 'no-secrets',
  title: 'Name secrets where they are passed, not in ENV',
  why: 'An empty value or a placeholder gives nothing away, but the application finds the variable set where it should fail for want of it, and the next hand fills it in here. BuildKit, hadolint and Trivy name these as well; by default only real values are named.',
  bad: 'FROM python:3.13-slim\nENV STORE_API_KEY=""\n',
  good: 'FROM python:3.13-slim\nENV LOG_LEVEL=info\n',
  check(dockerfile, report) {
    for (const { pair, how } of secretVariables(dockerfile))
      if (how === 'placeholder')
        report(
          { start: pair.start, end: pair.start + pair.rawName.length },
          `${pair.name} is declared without its value; leave it out here and document it where it is passed, as in .env.example.`,
        );
  },
});
