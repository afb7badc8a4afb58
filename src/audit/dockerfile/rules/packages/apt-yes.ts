import { defineRule } from '../../rule.js';
import { hasOption, type PackageCall, valuesOf } from './package-call.js';
import { apt } from './package-managers.js';
import { reportUnanswered } from './unanswered.js';

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
  why: 'Nobody is there to answer its question during a build: without `-y` the build ends, or waits, at the first package that needs another. `-qq` answers too (apt-get(8)), which hadolint and KICS accept and Trivy does not; this follows apt-get.',
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install --no-install-recommends curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
  check(dockerfile, report) {
    reportUnanswered(dockerfile, report, apt, asking, saysYes);
  },
});

/** `-y`, quiet twice (which implies it), or a configuration option that says so. */
function saysYes(call: PackageCall): boolean {
  if (hasOption(call, 'y', 'yes', 'assume-yes') || valuesOf(call, 'q', 'quiet').includes('2')) return true;
  if (call.options.filter(({ name }) => name === 'q' || name === 'quiet').length >= 2) return true;
  return valuesOf(call, 'o', 'option').some((value) => /^apt::get::assume-yes=(?:1|true|yes)$/i.test(value));
}
