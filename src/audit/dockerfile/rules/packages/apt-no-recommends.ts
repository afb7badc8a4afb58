import { defineRule } from '../../rule.js';
import { callsOf, hasOption, type PackageCall, valuesOf, verbOf } from './package-call.js';
import { addOption } from './package-fixes.js';
import { apt } from './package-managers.js';

const install = new Set(['install']);
const turnedOff = /^apt::install-recommends=(?:false|0|no)$/i;
const configuredOff = /APT::Install-Recommends\s{0,9}"?(?:false|0|no)\b/i;

export const aptNoRecommends = defineRule({
  id: 'apt-no-recommends',
  severity: 'info',
  profile: 'default',
  aliases: {
    hadolint: ['DL3015'],
    trivy: ['DS-0029'],
    kics: ['APT-GET Not Avoiding Additional Packages'],
    dockerfilelint: ['apt-get_recommends'],
  },
  principle: 'minimal-runtime',
  title: 'Install what is asked for, not what is recommended',
  why: 'apt-get installs recommended packages as well unless it is told not to: more to download, to patch and to attack, which nothing of the application asks for.',
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
  check(dockerfile, report) {
    // written to a file of apt's configuration, it holds for what follows
    const configured = dockerfile.instructions.find(
      ({ keyword, script }) =>
        keyword === 'RUN' && script?.commands.some(({ words }) => words.some(({ value }) => configuredOff.test(value))),
    );
    for (const call of callsOf(dockerfile, apt)) {
      const { command, run } = call;
      const verb = verbOf(call, install);
      if (!verb || avoidsRecommended(call)) continue;
      if (configured && configured.stage === run.stage && configured.start <= run.start) continue;
      report(
        { start: command.nameWord.start, end: verb.end },
        `${command.name} install brings every recommended package along; add --no-install-recommends.`,
        addOption(dockerfile, verb, '--no-install-recommends'),
      );
    }
  },
});

function avoidsRecommended(call: PackageCall): boolean {
  return (
    hasOption(call, 'no-install-recommends') ||
    valuesOf(call, 'o', 'option').some((value) => turnedOff.test(value)) ||
    call.operands.some(({ value }) => turnedOff.test(value))
  );
}
