import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { mountedFolders } from './cache-mounts.js';
import { type Leftover, leftBehind } from './left-behind.js';
import { runAfterwards } from './package-fixes.js';
import { isShipped } from './shipped-stages.js';

const programs = new Set(['apt-get', 'apt', 'aptitude']);
const has = ({ name, words }: ShellCommand, verb: string) =>
  programs.has(name) && words.some(({ value }) => value === verb);

const lists: Leftover = {
  fills: (command) => has(command, 'update'),
  cleans: (command) => has(command, 'distclean') || has(command, 'dist-clean'),
  folders: ['/var/lib/apt/lists'],
};

export const aptListsKept = defineRule({
  id: 'apt-lists-kept',
  severity: 'info',
  profile: 'default',
  aliases: {
    hadolint: ['DL3009'],
    kics: ['Apt Get Install Lists Were Not Deleted'],
    dockle: ['DKL-DI-0005'],
    dockerfilelint: ['apt-get_missing_rm'],
  },
  principle: 'clean-layers',
  title: 'Delete the package lists in the RUN that fetched them',
  why: 'The lists are 20 MB and more that nothing reads at run time, and what a later layer deletes is pulled all the same. Only stages that are built or built on count, as for hadolint; KICS looks at all of them. KICS is content with `apt-get clean`, which leaves the lists where they are (apt-get(8)); this is not. A cache or tmpfs mount on /var/lib/apt needs one on /var/cache/apt beside it.',
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  check(dockerfile, report) {
    const shipped = isShipped(dockerfile);
    const lastUse = lastUseOfLists(dockerfile);
    for (const run of dockerfile.instructions) {
      if (run.keyword !== 'RUN' || (!shipped(run) && !dockerfile.fragment)) continue;
      const left = leftBehind(run, lists);
      if (!left || isMounted(run)) continue;
      report(
        left,
        `the lists that ${left.name} update fetches stay in the layer; end this RUN with rm -rf /var/lib/apt/lists/*.`,
        lastUse > run.start ? undefined : runAfterwards(dockerfile, run, left, 'rm -rf /var/lib/apt/lists/*'),
      );
    }
  },
});

function isMounted(run: Instruction): boolean {
  const folders = mountedFolders(run);
  const holds = (part: string) => folders.some((folder) => folder.includes(part));
  return holds('/var/lib/apt/lists') || (holds('/var/lib/apt') && holds('/var/cache/apt'));
}

/** Where the last RUN begins that installs without an update of its own, and so lives on lists from before; -1 where there is none. */
function lastUseOfLists({ instructions }: Dockerfile): number {
  const last = instructions.findLast(
    ({ keyword, script }) =>
      keyword === 'RUN' &&
      script?.commands.some((command) => has(command, 'install')) &&
      !script.commands.some((command) => has(command, 'update')),
  );
  return last?.start ?? -1;
}
