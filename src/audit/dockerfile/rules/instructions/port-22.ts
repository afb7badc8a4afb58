import { defineRule } from '../../rule.js';
import { exposedPorts } from './exposed-ports.js';

export const port22 = defineRule({
  id: 'port-22',
  severity: 'warning',
  profile: 'default',
  aliases: { trivy: ['DS-0004'], checkov: ['CKV_DOCKER_1'], kics: ['Exposing Port 22 (SSH)'] },
  principle: 'private-network',
  title: 'Do not expose SSH',
  why: 'An SSH server in a container is a second way in, with keys and patches of its own to care for; `docker exec` and `kubectl exec` reach a shell without it, with the rights and the audit log of the engine. A range that holds 22 exposes it too.',
  bad: 'FROM debian:13-slim\nEXPOSE 22/tcp 8080\n',
  good: 'FROM debian:13-slim\nEXPOSE 8080\n',
  check(dockerfile, report) {
    for (const { where, written, first, last } of exposedPorts(dockerfile))
      if (isNumber(first) && isNumber(last) && Number(first) <= 22 && Number(last) >= 22)
        report(where, `EXPOSE ${written} opens SSH; leave the server out and use docker exec.`);
  },
});

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
