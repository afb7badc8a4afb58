import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

const reasons: Record<string, string> = {
  free: 'it shows the memory of the machine that builds',
  top: 'it waits for a person',
  ps: 'the processes of a build are gone when it ends',
  kill: 'the processes of a build end with their RUN',
  service: 'what it starts is gone when this RUN ends; start it from CMD',
  shutdown: 'a build has no machine to shut down',
  mount: 'a mount does not outlive its RUN; use RUN --mount or a volume',
  ssh: 'a build that depends on another machine cannot be repeated; use RUN --mount=type=ssh with git, or ADD',
  ifconfig: 'the network of a build is not the network of the container',
  vim: 'it waits for a person',
  vi: 'it waits for a person',
  nano: 'it waits for a person',
};

export const uselessCommands = defineRule({
  id: 'useless-commands',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL3001'], kics: ['Run Utilities And POSIX Commands'] },
  principle: 'plain-instructions',
  title: 'Leave interactive and system commands out of a build',
  why: 'No person and no init system is there during a build, and no process outlives its `RUN`: an editor waits for ever, a started service is gone in the next line. The list is the union of those of hadolint and KICS; only commands count, not names of packages or arguments.',
  bad: 'FROM debian:13-slim\nRUN service nginx start\n',
  good: 'FROM debian:13-slim\nCMD ["nginx", "-g", "daemon off;"]\n',
  check(dockerfile, report) {
    for (const { command } of commandsOf(dockerfile)) {
      const reason = Object.hasOwn(reasons, command.name) ? reasons[command.name] : undefined;
      if (reason && !stopsItsOwn(command)) report(command, `${command.name} makes no sense in a build: ${reason}.`);
    }
  },
});

/** `kill $pid` ends what the same RUN started in the background. */
function stopsItsOwn({ name, words }: ShellCommand): boolean {
  return name === 'kill' && words.some(({ literal, value }) => !literal || value.startsWith('%'));
}
