import { shownStep } from '../history.js';
import { defineImageRule } from '../image-rule.js';
import { ownSteps } from './own-steps.js';

const programs = ['/usr/bin/sudo', '/usr/local/bin/sudo', '/bin/sudo'];

export const imageSudo = defineImageRule({
  id: 'image-sudo',
  severity: 'warning',
  profile: 'default',
  aliases: { dockle: ['DKL-DI-0001'] },
  principle: 'least-privilege',
  title: 'Do without sudo',
  why: 'sudo in an image is a setuid program with a long list of past holes, and it stands between the service and its signals. USER says who runs what.',
  check(image, report) {
    const path = programs.find((program) => image.files.at(program));
    if (path)
      report(`${path} is installed; remove it and switch users with USER.`, {
        path,
        layer: image.files.at(path)?.layer ?? null,
      });
    for (const step of ownSteps(image))
      if (step.commands.some(({ name, via }) => name === 'sudo' || via === 'sudo'))
        report(`${shownStep(step)} uses sudo; put USER root before it and the user back after it.`, {
          layer: step.layer,
        });
  },
});
