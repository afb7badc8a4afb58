import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

export const sudo = defineRule({
  id: 'sudo',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL3004'],
    trivy: ['DS-0010'],
    checkov: ['CKV2_DOCKER_1'],
    kics: ['Run Using Sudo'],
    dockle: ['DKL-DI-0001'],
    dockerfilelint: ['sudo_usage'],
    azure: ['ca/avoid-sudo', 'ca-ts/no-sudo-install'],
  },
  principle: 'least-privilege',
  title: 'Build without sudo',
  why: 'A build runs as root until `USER` says otherwise, so sudo adds nothing but a setuid program that stays in the image and resets the environment of what it runs. Installing a package of that name is not the same and is left alone.',
  bad: 'FROM debian:13-slim\nRUN sudo apt-get update\n',
  good: 'FROM debian:13-slim\nRUN apt-get update\n',
  check(dockerfile, report) {
    for (const { command } of commandsOf(dockerfile)) {
      if (command.name !== 'sudo') continue;
      report(
        command.nameWord,
        'sudo is not needed in a build; run this step before USER, or switch with USER root and back.',
      );
    }
  },
});
