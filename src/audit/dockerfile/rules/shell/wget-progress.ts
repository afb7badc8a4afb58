import { hasOption } from '../../model/command.js';
import type { Instruction } from '../../model/instruction.js';
import { rootImage } from '../../model/stages.js';
import { defineRule, insert } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

const quiet = ['progress', 'q', 'quiet', 'o', 'output-file', 'a', 'append-output', 'no-verbose', 'show-progress'];

export const wgetProgress = defineRule({
  id: 'wget-progress',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL3047'] },
  principle: 'plain-instructions',
  title: 'Keep the progress of wget out of the build log',
  why: 'Without a terminal wget prints a line of dots for every 50 KB: 20,000 lines for a gigabyte. `--progress=dot:giga` prints one for 32 MB, `-nv` one for a file.',
  bad: 'FROM debian:13-slim\nRUN wget https://deb.example.org/a.deb\n',
  good: 'FROM debian:13-slim\nRUN wget --progress=dot:giga https://deb.example.org/a.deb\n',
  check(dockerfile, report) {
    for (const { command, run } of commandsOf(dockerfile)) {
      if (command.name !== 'wget') continue;
      if (hasOption(command, ...quiet) || command.words.some(({ value }) => value === '-nv')) continue;
      const fix = hasGnuWget(run)
        ? insert(command.nameWord.end, ' --progress=dot:giga', 'add --progress=dot:giga')
        : undefined;
      report(
        command,
        'wget fills the build log with its progress; add --progress=dot:giga, or -q where errors do not matter.',
        fix,
      );
    }
  },
});

/** The wget of BusyBox knows no --progress. */
function hasGnuWget({ stage }: Instruction): boolean {
  const image = stage ? rootImage(stage) : null;
  return image !== null && !/alpine|busybox|wolfi|chainguard|[:-]apk/i.test(image);
}
