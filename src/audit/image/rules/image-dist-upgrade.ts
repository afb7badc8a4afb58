import { subcommand } from '../../dockerfile/model/command.js';
import { shownStep } from '../history.js';
import { defineImageRule } from '../image-rule.js';
import { ownSteps } from './own-steps.js';

export const imageDistUpgrade = defineImageRule({
  id: 'image-dist-upgrade',
  severity: 'warning',
  profile: 'default',
  aliases: { dockle: ['DKL-DI-0003'] },
  principle: 'patched-packages',
  title: 'Take a newer base image instead of upgrading a whole release',
  why: 'dist-upgrade may remove and replace any package, and its layer holds every replaced file a second time. apt full-upgrade is the same under another name.',
  check(image, report) {
    for (const step of ownSteps(image))
      if (
        step.commands.some(
          (command) =>
            ['apt', 'apt-get', 'aptitude'].includes(command.name) &&
            ['dist-upgrade', 'full-upgrade'].includes(subcommand(command, ['o', 'option', 'c', 't']) ?? ''),
        )
      )
        report(`${shownStep(step)} upgrades the release; take a newer base image.`, { layer: step.layer });
  },
});
