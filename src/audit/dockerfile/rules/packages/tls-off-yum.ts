import { defineRule } from '../../rule.js';
import { callsOf, valuesOf } from './package-call.js';
import { dnf, yum } from './package-managers.js';

const manager = {
  ...yum,
  programs: [...yum.programs, ...dnf.programs, 'dnf5', 'tdnf', 'yum-config-manager', 'dnf-config-manager'],
};
const off = /^(?:[^=\s]+\.)?sslverify=(?:0|false|no)$/i;

export const tlsOffYum = defineRule({
  id: 'tls-off-yum',
  severity: 'error',
  profile: 'default',
  aliases: { checkov: ['CKV2_DOCKER_15'] },
  principle: 'verified-downloads',
  title: 'Keep yum and dnf checking certificates',
  why: 'With sslverify off anyone between the build and the repository chooses what is offered. Checkov looks at config-manager; the option does the same to any command of yum and dnf, so this looks at all. `sslcacert` names a certificate of one’s own.',
  bad: 'FROM almalinux:9\nRUN dnf config-manager --save --setopt=sslverify=0\n',
  good: 'FROM almalinux:9\nRUN dnf config-manager --save --setopt=sslcacert=/etc/pki/company.pem\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, manager))
      if (valuesOf(call, 'setopt').some((value) => off.test(value)))
        report(
          call.command,
          `sslverify off makes ${call.command.name} accept any certificate; name the company’s with sslcacert instead.`,
        );
  },
});
