import { isPosixShell } from '../../model/shell-name.js';
import { rootImage, type Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { stageChain } from './stage-chain.js';
import { stepsDown } from './steps-down.js';
import { lastUser } from './user-name.js';

export const userMissingAliases = {
  trivy: ['DS-0002'],
  checkov: ['CKV_DOCKER_3'],
  kics: ['Missing User Instruction'],
  cis: ['4.1'],
  dockle: ['CIS-DI-0001'],
};

export const userMissing = defineRule({
  id: 'user-missing',
  severity: 'warning',
  profile: 'default',
  aliases: userMissingAliases,
  principle: 'non-root',
  title: 'Name a user for the container',
  why: 'Without USER the process is root in the container: who breaks into it can write everywhere, install programs and has one step less to the host. Only the stage that is built counts, with those that it starts from. Images that already end as another user by their own name (`nonroot`, `unprivileged`, `rootless`) are left alone; one that starts as root and steps down by itself is user-missing-steps-down, an image from scratch is judged by user-missing-scratch.',
  bad: 'FROM python:3.13-slim\nCOPY app.py /app/\nCMD ["python", "/app/app.py"]\n',
  good: 'FROM python:3.13-slim\nCOPY app.py /app/\nUSER 1000\nCMD ["python", "/app/app.py"]\n',
  check({ target }, report) {
    if (!target?.from || !isWithoutUser(target) || stepsDown(target)) return;
    report(
      target.from.words[0] ?? target.from,
      'No USER is named, so the container runs as root; add a line such as USER 1000 before CMD.',
    );
  },
});

/** Nothing says another user than root: no USER, and no image that is known to end as another. */
export function isWithoutUser(stage: Stage): boolean {
  if (!needsUser(stage)) return false;
  const root = rootImage(stage) ?? stage.image ?? '';
  return root.toLowerCase() !== 'scratch' && !endsAsOther(root);
}

/** No USER in the stage or those that it starts from; Windows containers have no root. */
export function needsUser(stage: Stage): boolean {
  return stage.from !== null && isPosixShell(stage.from.shell) && !stageChain(stage).some(lastUser);
}

function endsAsOther(image: string): boolean {
  return /nonroot|unprivileged|rootless/i.test(image) || (/^cgr\.dev\//.test(image) && !image.endsWith('-dev'));
}
