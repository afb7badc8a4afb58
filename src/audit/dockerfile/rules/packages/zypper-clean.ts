import { defineRule } from '../../rule.js';
import { reportUncleaned } from './uncleaned.js';

const filling = new Set('install in remove rm source-install si patch'.split(' '));

export const zypperClean = defineRule({
  id: 'zypper-clean',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL3036'], trivy: ['DS-0020'], kics: ['Missing Zypper Clean'] },
  principle: 'clean-layers',
  title: 'Clean up after zypper in the same RUN',
  why: 'zypper keeps repository data in /var/cache/zypp, in the layer of the RUN that fetched it. Removing and patching fetch it too, as Trivy and KICS say; hadolint looks at installations only. A later RUN cannot clean this one, though KICS counts it.',
  bad: 'FROM opensuse/leap:15.6\nRUN zypper install -y nginx\n',
  good: 'FROM opensuse/leap:15.6\nRUN zypper install -y nginx && zypper clean\n',
  check(dockerfile, report) {
    reportUncleaned(
      dockerfile,
      report,
      {
        fills: ({ name, words }) => name === 'zypper' && words.some(({ value }) => filling.has(value)),
        cleans: ({ name, words }) =>
          name === 'zypper' && words.some(({ value }) => value === 'clean' || value === 'cc'),
        folders: ['/var/cache/zypp'],
      },
      'zypper clean',
    );
  },
});
