import { defineRule } from '../../rule.js';
import { redHatLeftover, reportUncleaned } from './uncleaned.js';

const filling =
  'install in upgrade update up upgrade-minimal up-min reinstall rei install-n install-na install-nevra'.split(' ');
const folders = ['/var/cache/libdnf5', '/var/cache/dnf', '/var/cache/yum', '.cache/libdnf5'];

export const dnfClean = defineRule({
  id: 'dnf-clean',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL3040'], trivy: ['DS-0019', 'DS-0027'], kics: ['Missing Dnf Clean All'] },
  principle: 'clean-layers',
  title: 'Clean up after dnf in the same RUN',
  why: 'dnf keeps repository data and packages in /var/cache, in the layer of the RUN that fetched them: a later RUN cannot take them out again, though KICS counts it. The last installation must be followed by `clean all` of the same program, as Trivy has it; hadolint is content with one after the first.',
  bad: 'FROM fedora:42\nRUN dnf install -y nginx\n',
  good: 'FROM fedora:42\nRUN dnf install -y nginx && dnf clean all\n',
  check(dockerfile, report) {
    for (const program of ['dnf', 'microdnf'])
      reportUncleaned(
        dockerfile,
        report,
        redHatLeftover(program, filling, folders),
        'dnf clean all'.replace('dnf', program),
      );
  },
});
