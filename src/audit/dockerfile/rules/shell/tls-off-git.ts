import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';
import { settingsOf } from './variable-settings.js';

export const tlsOffGit = defineRule({
  id: 'tls-off-git',
  severity: 'error',
  profile: 'default',
  aliases: { checkov: ['CKV2_DOCKER_14'] },
  principle: 'verified-downloads',
  title: 'Let git check certificates',
  why: 'git looks only whether GIT_SSL_NO_VERIFY is set: `0` and `false` turn the check off as well. In ENV it stays off in the running container. `http.sslVerify=false` does the same and counts too; Checkov knows the variable only.',
  bad: 'FROM debian:13-slim\nENV GIT_SSL_NO_VERIFY=1\nRUN git clone https://git.example.org/a.git\n',
  good: 'FROM debian:13-slim\nRUN git clone https://git.example.org/a.git\n',
  check(dockerfile, report) {
    const message =
      'git does not check who answers; remove this setting, and add a private CA with http.sslCAInfo where one is needed.';
    for (const { where, value } of settingsOf(dockerfile, 'GIT_SSL_NO_VERIFY'))
      if (value !== '') report(where, message);
    for (const { command } of commandsOf(dockerfile)) if (turnsOff(command)) report(command, message);
  },
});

function turnsOff({ name, words }: ShellCommand): boolean {
  if (name !== 'git') return false;
  return words.some(({ value }, index) => {
    if (/^http\.(?:.*\.)?sslverify=(?:false|0|no|off)$/i.test(value)) return true;
    return /^http\.(?:.*\.)?sslverify$/i.test(value) && /^(?:false|0|no|off)$/i.test(words[index + 1]?.value ?? '');
  });
}
