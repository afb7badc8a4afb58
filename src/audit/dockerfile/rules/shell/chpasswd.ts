import { hasOption, optionValues } from '../../model/command.js';
import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

export const chpasswd = defineRule({
  id: 'chpasswd',
  severity: 'error',
  profile: 'default',
  aliases: { checkov: ['CKV2_DOCKER_17'] },
  principle: 'no-secrets',
  title: 'Set no password in an image',
  why: 'The password, or its hash in /etc/shadow, is in a layer and in the history for everyone who can pull the image, and it is the same in each container. Nobody logs in to a container: `docker exec` asks for none. Checkov looks for chpasswd; setting or removing a password with passwd, useradd -p or usermod -p is the same and counts here.',
  bad: 'FROM debian:13-slim\nRUN echo "app:letmein" | chpasswd\n',
  good: 'FROM debian:13-slim\nRUN useradd --uid 1000 app\nUSER 1000\n',
  check(dockerfile, report) {
    for (const { command } of commandsOf(dockerfile)) {
      const what = setsPassword(command);
      if (what)
        report(command, `${what} puts a password into the image; leave the account without one and use docker exec.`);
    }
  },
});

/** Locked accounts, `passwd -l` and `useradd -p '*'`, have no password. */
function setsPassword(command: ShellCommand): string | null {
  const { name } = command;
  if (name === 'chpasswd') return 'chpasswd';
  if (name === 'passwd') return hasOption(command, 'd', 'delete', 'stdin') ? 'passwd' : null;
  if (name !== 'useradd' && name !== 'usermod') return null;
  const [password] = optionValues(command, 'p', 'password');
  return password === undefined || /^[*!x]*$/.test(password) ? null : `${name} -p`;
}
