import type { Instruction } from '../../model/instruction.js';
import { parseImageName, rootImage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { stageChain } from '../instructions/stage-chain.js';
import { callsOf, operandsAfter, verbOf } from './package-call.js';
import { apt } from './package-managers.js';

const installing = new Set(['install']);
/** It fetches the lists itself, or runs a script that may. */
const mayUpdate =
  /^(?:aptitude|apt-fast|nala|add-apt-repository|extrepo|sh|bash|dash|python3?|make|ansible-playbook)$|\.(?:sh|bash|py)$|^\$/;

export const aptNoUpdate = defineRule({
  id: 'apt-no-update',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Update the lists before apt-get install',
  why: "Debian's and Ubuntu's images, and official images made from them, come without package lists: an installation that no `apt-get update` of the stage came before ends with `Unable to locate package`. Other bases may bring lists, and scripts may fetch them; neither is judged.",
  bad: 'FROM debian:13-slim\nRUN apt-get install -y --no-install-recommends curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  check(dockerfile, report) {
    const updated = new Map<Instruction['stage'], number>();
    for (const call of callsOf(dockerfile, apt)) {
      const { stage } = call.run;
      const verb = verbOf(call, installing);
      if (!stage || call.run.onbuild || !verb || !isOfficial(rootImage(stage))) continue;
      const packages = operandsAfter(call, verb);
      if (packages.every(({ value, literal }) => !literal || /[/]|\.deb$/.test(value))) continue;
      let first = updated.get(stage);
      if (first === undefined) {
        first = firstUpdate(stageChain(stage).flatMap(({ instructions }) => instructions));
        updated.set(stage, first);
      }
      if (call.command.start < first)
        report(
          call.command,
          `No ${call.command.name} update comes before this, and ${rootImage(stage)} has no package lists; run it in the same RUN.`,
        );
    }
  },
});

/** Where the lists may be there from. */
function firstUpdate(instructions: readonly Instruction[]): number {
  for (const { keyword, script, flags, onbuild, start, heredocs } of instructions) {
    if (onbuild || (keyword !== 'RUN' && keyword !== 'COPY')) continue;
    if (flags.some(({ name, options }) => name === 'mount' && options.get('target')?.startsWith('/var/lib/apt')))
      return start;
    if (keyword === 'COPY') continue;
    if (!script) return heredocs.length > 0 ? start : Number.POSITIVE_INFINITY;
    for (const { name, words, nameWord } of script.commands)
      if (
        mayUpdate.test(name) ||
        !nameWord.literal ||
        ((name === 'apt-get' || name === 'apt') && words.some(({ value, literal }) => value === 'update' || !literal))
      )
        return nameWord.start;
  }
  return Number.POSITIVE_INFINITY;
}

function isOfficial(image: string | null): boolean {
  if (image === null || image.toLowerCase() === 'scratch') return false;
  const { registry, repository } = parseImageName(image);
  return registry === 'docker.io' && repository.startsWith('library/');
}
