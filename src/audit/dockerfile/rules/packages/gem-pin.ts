import { defineRule } from '../../rule.js';
import { callsOf, hasOption, operandsAfter, type PackageCall, verbOf } from './package-call.js';
import { gem } from './package-managers.js';
import { reportUnpinned } from './unpinned.js';

const installs = new Set(['install', 'i']);
/** Options of gem that take no value; any other may be one of the gem's own, and the word after it its value. */
const flags = new Set(
  (
    'N no-document no-ri no-rdoc f force no-force conservative user-install no-user-install q quiet silent V verbose l local ' +
    'r remote b both pre prerelease minimal-deps no-minimal-deps E env-shebang w wrappers no-wrappers development ignore-dependencies ' +
    'post-install-message no-post-install-message no-lock lock vendor a no-suggestions backtrace debug norc'
  ).split(' '),
);

export const gemPin = defineRule({
  id: 'gem-pin',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3028'], kics: ['Gem Install Without Version'] },
  principle: 'pinned-packages',
  title: 'Name versions of gems',
  why: 'Without a version the build takes whatever was published last. `-v` counts for one gem only: gem refuses it for several, which KICS reports and hadolint lets pass.',
  bad: 'FROM ruby:3.4-slim\nRUN gem install bundler\n',
  good: 'FROM ruby:3.4-slim\nRUN gem install bundler:2.7.1\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, gem)) {
      const verb = verbOf(call, installs);
      if (!verb) continue;
      const gems = gemsOf(call, verb.start);
      if (gems.length <= 1 && hasOption(call, 'v', 'version')) continue;
      reportUnpinned(
        report,
        call.run,
        gems,
        (name) => name.includes(':') || name.endsWith('.gem'),
        'write NAME:VERSION',
      );
    }
  },
});

/** The gems: what is after `--` goes to their own build, and the word after an unknown option may be its value. */
function gemsOf(call: PackageCall, verb: number) {
  const { words } = call.command;
  const end = words.findIndex(({ value }) => value === '--');
  const before = end < 0 ? words : words.slice(0, end);
  const values = new Set(
    before.filter((_, at) => {
      const option = before[at - 1]?.value ?? '';
      return option.startsWith('-') && !option.includes('=') && !flags.has(option.replace(/^-+/, ''));
    }),
  );
  return operandsAfter(call, call.operands.find(({ start }) => start === verb) ?? call.command.nameWord).filter(
    (word) => before.includes(word) && !values.has(word),
  );
}
