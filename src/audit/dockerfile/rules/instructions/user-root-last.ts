import { defineRule } from '../../rule.js';
import { stageChain } from './stage-chain.js';
import { isRoot, lastUser } from './user-name.js';

export const userRootLast = defineRule({
  id: 'user-root-last',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL3002'],
    trivy: ['DS-0002'],
    checkov: ['CKV_DOCKER_8'],
    kics: ["Last User Is 'root'"],
    cis: ['4.1'],
    dockle: ['CIS-DI-0001'],
  },
  principle: 'non-root',
  title: 'End as another user than root',
  why: 'The last USER is the one that the container runs as. Root is fine for installing; a process that serves needs none of its rights. The stage that is built counts, with those that it starts from; user-root-stage looks at the others, as hadolint does.',
  bad: 'FROM debian:13-slim\nUSER root\nCMD ["sleep", "60"]\n',
  good: 'FROM debian:13-slim\nUSER root\nRUN useradd --uid 1000 app\nUSER 1000\nCMD ["sleep", "60"]\n',
  check({ target }, report) {
    if (!target) return;
    const last = stageChain(target).map(lastUser).findLast(Boolean);
    if (last && isRoot(last))
      report(last, 'The container runs as root, since this is the last USER; name another one after it.');
  },
});
