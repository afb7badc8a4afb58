import { defineRule } from '../../rule.js';
import { redHatLeftover, reportUncleaned } from './uncleaned.js';

export const yumClean = defineRule({
  id: 'yum-clean',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL3032'], trivy: ['DS-0015'], kics: ['Yum Clean All Missing'] },
  principle: 'clean-layers',
  title: 'Clean up after yum in the same RUN',
  why: 'yum keeps repository data and packages in /var/cache/yum, in the layer of the RUN that fetched them. The last installation must be followed by `clean all` (not `clean metadata`), as Trivy has it; hadolint takes any `clean` after the first. Stages from which files are only copied are left out, as KICS does.',
  bad: 'FROM almalinux:9\nRUN yum install -y nginx\n',
  good: 'FROM almalinux:9\nRUN yum install -y nginx && yum clean all\n',
  check(dockerfile, report) {
    const leftover = redHatLeftover(
      'yum',
      ['install', 'reinstall', 'update', 'upgrade'],
      ['/var/cache/yum', '/var/cache/dnf'],
    );
    reportUncleaned(dockerfile, report, leftover, 'yum clean all');
  },
});
