import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

export const tlsOffWget = defineRule({
  id: 'tls-off-wget',
  severity: 'error',
  profile: 'default',
  aliases: { checkov: ['CKV2_DOCKER_3'] },
  principle: 'verified-downloads',
  title: 'Let wget check certificates',
  why: 'With `--no-check-certificate` wget takes what anyone on the way sends. A missing CA is mended by installing ca-certificates, a private one with `--ca-certificate` and a secret mount. A .wgetrc that turns checks off counts too.',
  bad: 'FROM debian:13-slim\nRUN wget -q --no-check-certificate https://downloads.example.org/tool\n',
  good: 'FROM debian:13-slim\nRUN wget -q https://downloads.example.org/tool\n',
  check(dockerfile, report) {
    for (const { command } of commandsOf(dockerfile))
      if (isInsecure(command))
        report(
          command,
          'wget does not check who answers; install ca-certificates and leave --no-check-certificate out.',
        );
  },
});

function isInsecure({ name, words, outputs }: ShellCommand): boolean {
  if (name === 'wget')
    return words.some(({ value }) =>
      /^--no-check-cert(?:ificate)?$|^--check-certificate=(?:off|no|quiet)$/.test(value),
    );
  return (
    outputs.some((file) => file.endsWith('wgetrc')) &&
    words.some(({ value }) => /check_certificate\s*=\s*(?:off|no|quiet)/i.test(value))
  );
}
