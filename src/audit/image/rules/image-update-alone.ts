import { subcommand } from '../../dockerfile/model/command.js';
import { shownStep } from '../history.js';
import { defineImageRule } from '../image-rule.js';
import { ownSteps } from './own-steps.js';

const managers = new Set(['apt', 'apt-get', 'aptitude', 'apk', 'zypper']);
const updates = new Set(['update', 'refresh', 'ref']);
const uses = new Set([
  'install',
  'upgrade',
  'dist-upgrade',
  'full-upgrade',
  'add',
  'build-dep',
  'source',
  'download',
  'in',
  'up',
  'dup',
]);

export const imageUpdateAlone = defineImageRule({
  id: 'image-update-alone',
  severity: 'warning',
  profile: 'default',
  aliases: { dockle: ['CIS-DI-0007'], cis: ['4.7'] },
  principle: 'clean-layers',
  title: 'Update package lists in the RUN that installs',
  why: 'A layer with nothing but package lists stays in the cache for months, and what is installed on it is as old. The installing must follow the update in the same RUN.',
  check(image, report) {
    for (const step of ownSteps(image)) {
      let open = false;
      for (const command of step.commands) {
        if (!managers.has(command.name)) continue;
        const verb = subcommand(command, ['o', 'option', 'c', 't', 'X', 'repository']) ?? '';
        if (updates.has(verb)) open = true;
        if (uses.has(verb)) open = false;
      }
      if (open)
        report(`${shownStep(step)} updates package lists and installs nothing after it.`, { layer: step.layer });
    }
  },
});
