import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';

export const tlsOffCurl = defineRule({
  id: 'tls-off-curl',
  severity: 'error',
  profile: 'default',
  aliases: { checkov: ['CKV2_DOCKER_2'] },
  principle: 'verified-downloads',
  title: 'Let curl check certificates',
  why: 'With `--insecure` curl takes what anyone on the way sends. A missing CA is mended by installing ca-certificates, a private one with `--cacert` and a secret mount. Checkov looks for the option; a .curlrc that turns checks off is the same and counts here.',
  bad: 'FROM debian:13-slim\nRUN curl -fsSLk https://downloads.example.org/tool -o /usr/local/bin/tool\n',
  good: 'FROM debian:13-slim\nRUN curl -fsSL https://downloads.example.org/tool -o /usr/local/bin/tool\n',
  check(dockerfile, report) {
    for (const { command } of commandsOf(dockerfile))
      if (isInsecure(command) || writesInsecureDefault(command))
        report(
          command,
          'curl does not check who answers; install ca-certificates, or name the CA with --cacert, and leave --insecure out.',
        );
  },
});

/** Short options that take a value: what follows them in the word is no option. */
const valued = 'AbcCdDeEFHKmoPQrtTuUwxXyYz';

function isInsecure({ name, words }: ShellCommand): boolean {
  if (name !== 'curl') return false;
  return words.some(({ value }, index) => {
    if (value === '--insecure') return !endsWithValuedOption(words[index - 1]?.value);
    return isCluster(value) && shortOptions(value).includes('k') && !endsWithValuedOption(words[index - 1]?.value);
  });
}

function isCluster(value: string): boolean {
  return value.startsWith('-') && !value.startsWith('--');
}

function shortOptions(value: string): string {
  const letters = value.slice(1);
  const end = [...letters].findIndex((letter) => valued.includes(letter));
  return end < 0 ? letters : letters.slice(0, end + 1);
}

/** `-o -k` names a file. */
function endsWithValuedOption(value: string | undefined): boolean {
  if (value === undefined || !isCluster(value) || value.length < 2) return false;
  return shortOptions(value).length === value.length - 1 && valued.includes(value.at(-1) as string);
}

function writesInsecureDefault({ words, outputs }: ShellCommand): boolean {
  return (
    outputs.some((file) => file.endsWith('curlrc')) &&
    words.some(({ value }) => /(?:^|\s)(?:insecure|-k|--insecure)(?:\s|$)/.test(value))
  );
}
