import { countOption, hasOption, optionValues, subcommand } from '../../model/command.js';
import type { ShellCommand } from '../../model/shell.js';
import { defineRule, insert } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

const asking = new Set(['install', 'upgrade', 'dist-upgrade', 'full-upgrade']);

export const aptYes = defineRule({
  id: 'apt-yes',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL3014'],
    trivy: ['DS-0021'],
    kics: ['APT-GET Missing Flags To Avoid Manual Input'],
    dockerfilelint: ['apt-get_missing_param'],
  },
  principle: 'plain-instructions',
  title: 'Answer yes to apt-get',
  why: 'Nobody is there to answer its question during a build: without `-y` the build ends, or waits, at the first package that needs another.',
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install --no-install-recommends curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
  check(dockerfile, report) {
    for (const { command } of commandsOf(dockerfile)) {
      if (command.name !== 'apt-get' || saysYes(command)) continue;
      const verb = command.words.find(({ value }) => asking.has(value));
      if (verb && asking.has(subcommand(command, ['o', 't', 'option', 'c']) ?? verb.value))
        report(
          command,
          `apt-get ${verb.value} asks before it goes on, and nobody is there to answer; add -y.`,
          insert(verb.end, ' -y', 'add -y'),
        );
    }
  },
});

/** `-y`, `-qq` (which implies it), `-q=2`, or a configuration option that says so. */
function saysYes(command: ShellCommand): boolean {
  if (
    hasOption(command, 'y', 'yes', 'assume-yes') ||
    countOption(command, 'q') >= 2 ||
    countOption(command, 'quiet') >= 2
  )
    return true;
  if (command.words.some(({ value }) => /^(?:-q=2|--quiet=2)$/.test(value))) return true;
  return optionValues(command, 'o', 'option').some((value) => /Assume-Yes=(?:1|true|yes)/i.test(value));
}
