import { operands, optionValues } from '../../model/command.js';
import type { Instruction } from '../../model/instruction.js';
import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';

const systemShell = new Set(['/bin/sh', '/usr/bin/sh']);

export const shellDefaultViaRun = defineRule({
  id: 'shell-default-via-run',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL4005'], kics: ['Changing Default Shell Using RUN Command'] },
  principle: 'plain-instructions',
  title: 'Choose the shell of a build with SHELL',
  why: "`SHELL` says which shell runs the instructions after it and leaves the image alone. Another program in place of `/bin/sh` changes every script of the distribution as well, and a user's login shell changes no `RUN` at all. hadolint looks for `ln` with /bin/sh, KICS also for mv, chsh, usermod and a `RUN powershell`; all of them count, but only where they are the command itself.",
  bad: 'FROM debian:13-slim\nRUN ln -sf /bin/bash /bin/sh\n',
  good: 'FROM debian:13-slim\nSHELL ["/bin/bash", "-c"]\n',
  check({ instructions }, report) {
    for (const run of instructions) {
      if (run.keyword !== 'RUN') continue;
      for (const command of run.script?.commands ?? []) {
        const what = changesShell(command);
        if (what) report(command, `${what}; SHELL chooses the shell for the instructions after it.`);
      }
      const [program] = run.words;
      if (program && startsPowershell(run))
        report(
          program,
          'Each RUN that starts PowerShell by itself repeats its options; SHELL ["powershell", "-Command"] says it once.',
        );
    }
  },
});

function changesShell(command: ShellCommand): string | null {
  const { name, words } = command;
  if ((name === 'ln' || name === 'mv' || name === 'cp') && words.some(({ value }) => systemShell.has(value)))
    return `${name} replaces the shell of the whole image`;
  if (name === 'chsh') return 'chsh changes the shell of a login, and a build has none';
  if (
    name === 'usermod' &&
    optionValues(command, 's', 'shell').length > 0 &&
    operands(command, ['s', 'shell']).at(-1)?.value === 'root'
  )
    return 'usermod changes the shell of a login, and a build has none';
  if (name === 'dpkg-reconfigure' && words.some(({ value }) => value === 'dash'))
    return 'dpkg-reconfigure dash replaces the shell of the whole image';
  return null;
}

function startsPowershell({ words, json }: Instruction): boolean {
  const program = json?.[0] ?? words[0]?.value ?? '';
  return /(?:^|[\\/])(?:powershell|pwsh)(?:\.exe)?$/i.test(program) && !json;
}
