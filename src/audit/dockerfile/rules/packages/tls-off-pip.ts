import { defineRule } from '../../rule.js';
import { assignedVariables } from './assigned-variables.js';
import { hasOption } from './package-call.js';
import { pipCalls } from './pip-calls.js';

const advice = 'give pip the company’s certificate (--cert, PIP_CERT) instead.';

export const tlsOffPip = defineRule({
  id: 'tls-off-pip',
  severity: 'error',
  profile: 'default',
  aliases: { checkov: ['CKV2_DOCKER_4', 'CKV2_DOCKER_16'] },
  principle: 'verified-downloads',
  title: 'Keep pip checking certificates',
  why: 'pip accepts any certificate from a trusted host, and plain HTTP as well: anyone on the way chooses what is installed. Behind a proxy with a certificate of its own, `--cert` or PIP_CERT is the way.',
  bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir --trusted-host pypi.org fastapi==0.116.1\n',
  good: 'FROM python:3.13-slim\nCOPY company.pem /etc/ssl/company.pem\nRUN pip install --no-cache-dir --cert /etc/ssl/company.pem fastapi==0.116.1\n',
  check(dockerfile, report) {
    for (const instruction of dockerfile.instructions)
      for (const variable of assignedVariables(instruction))
        if (variable.name === 'PIP_TRUSTED_HOST' && variable.value)
          report(variable, `PIP_TRUSTED_HOST makes pip accept any certificate from that host; ${advice}`);
    for (const call of pipCalls(dockerfile)) {
      const configured =
        call.operands[0]?.value === 'config' &&
        call.operands.some(({ value }) => value === 'set') &&
        call.operands.some(({ value }) => value.endsWith('.trusted-host'));
      if (configured || hasOption(call, 'trusted-host'))
        report(call.command, `a trusted host makes pip accept any certificate from it; ${advice}`);
    }
  },
});
