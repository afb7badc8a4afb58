import { hasOption, optionValues } from '../../model/command.js';
import type { ShellCommand } from '../../model/shell.js';
import { expand } from '../../model/variables.js';
import { defineRule, insert } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

export const useraddLargeUid = defineRule({
  id: 'useradd-large-uid',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3046'], datadog: ['Use recommended flags with useradd'] },
  principle: 'clean-layers',
  title: 'Add users with large ids without a login record',
  why: "useradd extends the sparse files /var/log/lastlog and faillog up to the new id, and a layer stores their holes as zeros: gigabytes for an id of ten digits. `--no-log-init` leaves them alone. Datadog's scanner asks for it with every id; below 100000 the files stay small, so this follows hadolint.",
  bad: 'FROM debian:13-slim\nRUN useradd -u 1000700000 app\n',
  good: 'FROM debian:13-slim\nRUN useradd --no-log-init -u 1000700000 app\n',
  check(dockerfile, report) {
    for (const { command, run } of commandsOf(dockerfile)) {
      if (command.name !== 'useradd' || hasOption(command, 'l', 'no-log-init')) continue;
      const id = idOf(command);
      const known = id === null ? null : expand(id, run.variables);
      if (known !== null && /^\d{6,}$/.test(known))
        report(
          command,
          `useradd with the id ${known} writes a login record of that length; add --no-log-init.`,
          insert(command.nameWord.end, ' --no-log-init', 'add --no-log-init'),
        );
    }
  },
});

/** `-u 5`, `--uid=5` and `-u5`. */
function idOf(command: ShellCommand): string | null {
  const attached = command.words.map(({ value }) => /^-[a-zA-Z]*u(\d+)$/.exec(value)?.[1]).find(Boolean);
  return attached ?? optionValues(command, 'u', 'uid').at(-1) ?? null;
}
