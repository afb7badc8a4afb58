import { defineRule } from '../../rule.js';
import { commandsOf } from '../../run-commands.js';
import { callsOf, type PackageCall, valuesOf } from './package-call.js';
import { apt } from './package-managers.js';

const unchecked = ['allow-unauthenticated', 'force-yes', 'allow-insecure-repositories'];
const configured = /^(?:apt::get::allowunauthenticated|acquire::allowinsecurerepositories)=(?:1|true|yes)$/i;
const trusted = /^deb(?:-src)?\s+\[[^\]]{0,500}\btrusted=yes\b[^\]]{0,500}\](?!\s*(?:file|copy):)/;

export const unsignedApt = defineRule({
  id: 'unsigned-apt',
  severity: 'error',
  profile: 'default',
  aliases: { cis: ['4.11'], checkov: ['CKV2_DOCKER_8', 'CKV2_DOCKER_11'] },
  principle: 'verified-downloads',
  title: 'Keep apt checking signatures',
  why: 'Without the check anyone between the build and the archive chooses what is installed. `--force-yes` turns it off as well and allows downgrades; `[trusted=yes]` turns it off for a source; a folder of the build itself (`file:`) has nobody between. The key of a repository of one’s own belongs in /etc/apt/keyrings.',
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --allow-unauthenticated tool\n',
  good: 'FROM debian:13-slim\nCOPY tool.asc /etc/apt/keyrings/\nRUN apt-get update && apt-get install -y tool\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, apt)) {
      const option = uncheckedOption(call);
      if (option)
        report(
          call.command,
          `${option} installs packages whose signature is missing or wrong; put the repository’s key in /etc/apt/keyrings instead.`,
        );
    }
    for (const { command } of commandsOf(dockerfile)) {
      const source = command.words.find(({ value }) => trusted.test(value));
      if (source)
        report(source, 'trusted=yes installs from this source unchecked; name its key with signed-by= instead.');
    }
  },
});

function uncheckedOption(call: PackageCall): string | null {
  const option = call.options.find(({ name }) => unchecked.includes(name));
  if (option) return `--${option.name}`;
  return valuesOf(call, 'o', 'option').find((value) => configured.test(value)) ?? null;
}
