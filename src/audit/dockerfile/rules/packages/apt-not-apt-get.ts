import type { Fix } from '../../../finding.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { defineRule, replace } from '../../rule.js';
import { callsOf, packageManager } from './package-call.js';
import { apt } from './package-managers.js';

const onlyApt = packageManager(['apt'], [...apt.valued].join(' '));
/** Subcommands that apt-get and apt-cache have under the same name. */
const aptGet = new Set(
  'update upgrade install reinstall remove purge autoremove clean autoclean source build-dep download satisfy'.split(
    ' ',
  ),
);
const aptCache = new Set(['search', 'show', 'depends', 'rdepends', 'policy']);

export const aptNotAptGet = defineRule({
  id: 'apt-not-apt-get',
  severity: 'info',
  profile: 'default',
  aliases: { hadolint: ['DL3027'], checkov: ['CKV_DOCKER_9'], kics: ['Run Using apt'] },
  principle: 'plain-instructions',
  title: 'Use apt-get instead of apt in scripts',
  why: 'apt(8) says that its command line may change between versions and that scripts should use apt-get or apt-cache.',
  bad: 'FROM debian:13-slim\nRUN apt update && apt install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  check(dockerfile, report) {
    for (const { command, operands } of callsOf(dockerfile, onlyApt)) {
      const verb = operands[0]?.value ?? '';
      const better = aptCache.has(verb) ? 'apt-cache' : 'apt-get';
      const known = aptCache.has(verb) || aptGet.has(verb);
      report(
        command.nameWord,
        `apt is meant for people and may change between versions; scripts use ${better}.`,
        known ? renamed(dockerfile, command.nameWord, better) : undefined,
      );
    }
  },
});

function renamed({ text }: Dockerfile, word: { start: number; end: number }, name: string): Fix | undefined {
  const written = text.slice(word.start, word.end);
  const at = /(?:^|[/"])apt("?)$/.exec(written);
  if (!at) return undefined;
  const end = word.end - (at[1] ?? '').length;
  return replace({ start: end - 3, end }, name, `use ${name}`);
}
