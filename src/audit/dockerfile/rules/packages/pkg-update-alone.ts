import type { Instruction } from '../../model/instruction.js';
import type { ShellCommand } from '../../model/shell.js';
import { defineRule } from '../../rule.js';

interface Family {
  /** Its update installs newer packages and does not only fetch a list of them. */
  upgrades: boolean;
  programs: readonly string[];
  updates(words: readonly string[]): boolean;
  installs(words: readonly string[]): boolean;
}

const installing =
  'install in add upgrade source-install si reinstall rei groupinstall localinstall dist-upgrade full-upgrade dup ' +
  'build-dep source download satisfy patch upgrade-minimal distro-sync';

function family(programs: string, updates: string, upgrades = false): Family {
  const updateVerbs = new Set(updates.split(' '));
  const installVerbs = new Set(installing.split(' '));
  return {
    upgrades,
    programs: programs.split(' '),
    updates: (words) => words.some((word) => updateVerbs.has(word)) && !words.some((word) => installVerbs.has(word)),
    installs: (words) => words.some((word) => installVerbs.has(word)),
  };
}

const pacman: Family = {
  upgrades: true,
  programs: ['pacman'],
  updates: (words) => words.some((word) => /^-S\w*y/.test(word)) && !pacman.installs(words),
  installs: (words) => words.some((word) => /^-S/.test(word)) && words.some((word) => !word.startsWith('-')),
};

const families: readonly Family[] = [
  family('apt-get apt aptitude', 'update'),
  family('apk', 'update'),
  family('yum', 'update up', true),
  family('dnf microdnf', 'update up', true),
  family('zypper', 'refresh ref update up', true),
  pacman,
];

export const pkgUpdateAlone = defineRule({
  id: 'pkg-update-alone',
  severity: 'warning',
  profile: 'default',
  aliases: {
    trivy: ['DS-0017'],
    checkov: ['CKV_DOCKER_5'],
    kics: ['Update Instruction Alone'],
    cis: ['4.7'],
    dockle: ['CIS-DI-0007'],
    dockerfilelint: ['apt-get-update_require_install'],
  },
  principle: 'layer-order',
  title: 'Update and install in one RUN',
  why: 'A RUN that only updates comes from the build cache while a later one installs: it then installs from an old list, misses fixes, or fails for packages that are gone. An installation of the same family must follow in the same RUN, as Trivy and Checkov have it; KICS speaks only where a later RUN installs, and takes the word `install` of any program.',
  bad: 'FROM debian:13-slim\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  check({ instructions }, report) {
    for (const run of instructions)
      if (run.keyword === 'RUN')
        for (const members of families) {
          const update = loneUpdate(run, members);
          if (update)
            report(
              update,
              members.upgrades
                ? `this ${update.name} update goes stale in the build cache; run it before an installation in the same RUN, or take a newer base image.`
                : `this ${update.name} update goes stale in the build cache; run it before the installation, in the same RUN.`,
            );
        }
  },
});

/** The first update of a RUN that no installation follows. */
function loneUpdate({ script }: Instruction, { programs, updates, installs }: Family): ShellCommand | null {
  let lone: ShellCommand | null = null;
  for (const command of script?.commands ?? []) {
    if (!programs.includes(command.name)) continue;
    const words = command.words.map(({ value }) => value);
    if (updates(words)) lone ??= command;
    else if (installs(words)) lone = null;
  }
  return lone;
}
