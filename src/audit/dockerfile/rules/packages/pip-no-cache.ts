import type { Instruction } from '../../model/instruction.js';
import { defineRule } from '../../rule.js';
import { assignedVariables } from './assigned-variables.js';
import { isMounted } from './cache-mounts.js';
import { removes } from './left-behind.js';
import { hasOption, verbOf } from './package-call.js';
import { addOption } from './package-fixes.js';
import { pipCalls } from './pip-calls.js';

const install = new Set(['install']);
const variable = 'PIP_NO_CACHE_DIR';
const yes = /^(?:1|true|on|yes)$/i;

export const pipNoCache = defineRule({
  id: 'pip-no-cache',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL3042'], kics: ['Pip install Keeping Cached Packages'] },
  principle: 'clean-layers',
  title: 'Leave no pip cache in the layer',
  why: 'pip keeps what it downloads for the next time, and in a layer there is no next time. `--no-cache-dir`, `PIP_NO_CACHE_DIR` set to a true value in ENV, in the RUN or in a stage below, a cache or tmpfs mount, or removing the cache in the same RUN will do; KICS knows the option only.',
  bad: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
  good: 'FROM python:3.13-slim\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
  check(dockerfile, report) {
    const removal = lastRemovals();
    for (const call of pipCalls(dockerfile)) {
      const { run, command } = call;
      const verb = verbOf(call, install);
      if (!verb || call.program !== 'pip' || hasOption(call, 'no-cache-dir')) continue;
      if (isTurnedOff(run) || isMounted(run, '.cache/pip') || removal(run) > command.start) continue;
      report(
        { start: command.nameWord.start, end: verb.end },
        'pip keeps what it downloads in its cache, in this layer; add --no-cache-dir, or mount a cache on /root/.cache/pip.',
        addOption(dockerfile, verb, '--no-cache-dir'),
      );
    }
  },
});

function isTurnedOff(run: Instruction): boolean {
  const set = assignedVariables(run).filter(({ name }) => name === variable);
  return set.length > 0 ? set.some(({ value }) => yes.test(value)) : yes.test(run.variables.get(variable) ?? '');
}

/** Where a RUN last removes the cache; -1 where it does not. */
function lastRemovals(): (run: Instruction) => number {
  const known = new Map<Instruction, number>();
  return (run) => {
    const before = known.get(run);
    if (before !== undefined) return before;
    const last = run.script?.commands.findLast((command) => removes(command, ['.cache/pip']))?.start ?? -1;
    known.set(run, last);
    return last;
  };
}
