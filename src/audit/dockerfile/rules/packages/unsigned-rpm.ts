import { defineRule } from '../../rule.js';
import { callsOf, hasOption, type PackageManager, packageManager, valuesOf } from './package-call.js';
import { dnf, yum, zypper } from './package-managers.js';

const managers: readonly PackageManager[] = [{ ...dnf, programs: [...dnf.programs, 'dnf5', 'tdnf'] }, yum, zypper];
const rpm = packageManager(['rpm'], '');
const uncheckedRpm = ['nodigest', 'nosignature', 'noverify', 'nofiledigest'];

export const unsignedRpm = defineRule({
  id: 'unsigned-rpm',
  severity: 'error',
  profile: 'default',
  aliases: { cis: ['4.11'], checkov: ['CKV2_DOCKER_9', 'CKV2_DOCKER_10'] },
  principle: 'verified-downloads',
  title: 'Keep rpm, yum, dnf and zypper checking signatures',
  why: 'Without the check anyone between the build and the repository chooses what is installed. A repository’s key is imported with `rpm --import`, and the check then passes.',
  bad: 'FROM fedora:42\nRUN dnf install -y --nogpgcheck tool && dnf clean all\n',
  good: 'FROM fedora:42\nRUN rpm --import https://packages.example.com/key.asc && dnf install -y tool && dnf clean all\n',
  check(dockerfile, report) {
    for (const manager of managers)
      for (const call of callsOf(dockerfile, manager)) {
        const option = hasOption(call, 'nogpgcheck')
          ? '--nogpgcheck'
          : hasOption(call, 'no-gpg-checks')
            ? '--no-gpg-checks'
            : valuesOf(call, 'setopt').find((value) => /^(?:\S+\.)?gpgcheck=(?:0|false|no)$/i.test(value));
        if (option) report(call.command, message(option));
      }
    for (const call of callsOf(dockerfile, rpm)) {
      const option = call.options.find(({ name }) => uncheckedRpm.includes(name));
      if (option) report(call.command, message(`--${option.name}`));
    }
  },
});

function message(option: string): string {
  return `${option} installs packages whose signature or digest is missing or wrong; import the repository’s key with rpm --import instead.`;
}
