import type { Span } from '../../../finding.js';
import { operands } from '../../model/command.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { expand } from '../../model/variables.js';
import { defineRule } from '../../rule.js';

export const chmod777 = defineRule({
  id: 'chmod-777',
  severity: 'warning',
  profile: 'default',
  aliases: { datadog: ['Avoid chmod 777'] },
  principle: 'immutable-code',
  title: 'Let nobody but the owner write',
  why: "A file that every user may write can be replaced by whatever breaks into the least of the processes. Datadog's scanner reads `--chmod` of COPY and ADD only and looks for 777; this reads every mode that lets others write (0666, a+rwx, o+w) and `chmod` in RUN too. A folder with the sticky bit (1777, as /tmp) is meant to be shared and is left alone.",
  bad: 'FROM debian:13-slim\nCOPY --chmod=777 start.sh /usr/local/bin/\n',
  good: 'FROM debian:13-slim\nCOPY --chmod=755 start.sh /usr/local/bin/\n',
  check(dockerfile, report) {
    for (const { where, mode } of modesOf(dockerfile))
      if (letsOthersWrite(mode))
        report(
          where,
          `Mode ${mode} lets every user write; give write access to the owner only, 755 or 644, with --chown where a service must write.`,
        );
  },
});

function modesOf({ instructions }: Dockerfile): { where: Span; mode: string }[] {
  return instructions.flatMap((instruction) =>
    instruction.keyword === 'RUN' ? modesInRun(instruction) : modesInFlag(instruction),
  );
}

function modesInFlag(instruction: Instruction): { where: Span; mode: string }[] {
  const flag = instruction.flag('chmod');
  const mode = flag?.value ? expand(flag.value, instruction.variables) : null;
  return flag && mode ? [{ where: flag, mode }] : [];
}

function modesInRun({ script }: Instruction): { where: Span; mode: string }[] {
  return (script?.commands ?? []).flatMap((command) => {
    if (command.name !== 'chmod') return [];
    const [mode] = operands(command);
    return mode ? [{ where: command, mode: mode.value }] : [];
  });
}

function letsOthersWrite(mode: string): boolean {
  if (/^[0-7]{3,4}$/.test(mode)) {
    const sticky = mode.length === 4 && (Number(mode[0]) & 1) === 1;
    return !sticky && (Number(mode.at(-1)) & 2) === 2;
  }
  const parts = mode.split(',');
  if (parts.some((part) => /^[a-z]*[+=][a-z]*t/.test(part))) return false;
  return parts.some((part) => /^[ug]*[ao][ugoa]*[+=][rXxst]*w/.test(part));
}
