import type { Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { keywordsOfImage } from './stage-chain.js';

export const healthcheckAliases = {
  hadolint: ['DL3057'],
  trivy: ['DS-0026'],
  checkov: ['CKV_DOCKER_2'],
  kics: ['Healthcheck Instruction Missing'],
  cis: ['4.6'],
  dockle: ['CIS-DI-0006'],
};

export const healthcheckMissing = defineRule({
  id: 'healthcheck-missing',
  severity: 'info',
  profile: 'strict',
  aliases: healthcheckAliases,
  principle: 'health-check',
  title: 'Say how the container is known to be healthy, or that it is not',
  why: 'Without a HEALTHCHECK Docker only knows whether the process is there. An image that exposes no port is often a job, for which there is nothing to ask; `HEALTHCHECK NONE` says so. Kubernetes does not read it, so this is for strict teams; healthcheck-missing-service looks at what listens on a port. The stage that is built counts, with those that it starts from.',
  bad: 'FROM python:3.13-slim\nCMD ["python", "job.py"]\n',
  good: 'FROM python:3.13-slim\nHEALTHCHECK NONE\nCMD ["python", "job.py"]\n',
  check({ target }, report) {
    if (target?.from && !hasCheck(target) && !exposes(target))
      report(target.from, 'No HEALTHCHECK is written; add one, or HEALTHCHECK NONE where there is nothing to ask.');
  },
});

export function hasCheck(stage: Stage): boolean {
  return keywordsOfImage(stage).has('HEALTHCHECK');
}

export function exposes(stage: Stage): boolean {
  return keywordsOfImage(stage).has('EXPOSE');
}
