import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { variableUses } from '../../model/variables.js';
import type { Report } from '../../rule.js';
import { assignedVariables } from './assigned-variables.js';
import {
  callsOf,
  hasOption,
  operandsAfter,
  type PackageCall,
  type PackageManager,
  valuesOf,
  verbOf,
} from './package-call.js';
import { reportUnpinned } from './unpinned.js';

/** Subcommands of yum and dnf that ask before they go on. */
export const redHatAsking: ReadonlySet<string> = new Set(
  'install in groupinstall localinstall reinstall rei upgrade update up remove erase autoremove'.split(' '),
);

export function redHatSaysYes(call: PackageCall): boolean {
  return (
    hasOption(call, 'y', 'assumeyes', 'assumeno') ||
    valuesOf(call, 'setopt').some((value) => /^assumeyes=(?:1|true|yes)$/i.test(value))
  );
}

const installing = new Set(['install', 'in', 'reinstall', 'rei']);

/** Reports packages that yum or dnf installs in any version. Groups have none to name. */
export function reportUnpinnedRpms(dockerfile: Dockerfile, report: Report, manager: PackageManager): void {
  const declared = declaredVariables(dockerfile);
  for (const call of callsOf(dockerfile, manager)) {
    const verb = verbOf(call, installing);
    const kind = call.operands[0]?.value;
    if (!verb || kind === 'group' || kind === 'groups') continue;
    const { run } = call;
    const packages = operandsAfter(call, verb);
    if (kind === 'module') reportUnpinned(report, run, packages, (name) => name.includes(':'), 'write MODULE:STREAM');
    else reportUnpinned(report, run, packages, (name) => isPinned(name, declared(run)), 'write NAME-VERSION');
  }
}

/** `NAME-VERSION`; a file or an address is one version as well, and a group (`@name`) has none. */
function isPinned(name: string, isDeclared: (variable: string) => boolean): boolean {
  if (name.endsWith('.rpm') || name.includes('/') || name.startsWith('@')) return true;
  const [, ...parts] = name.split('-');
  if (parts.length === 0) return false;
  if (name.includes('$')) return variableUses(name).some((use) => isDeclared(use.name));
  return parts.every((part) => /^[\w.~^:+]*$/.test(part)) && parts.some((part) => /^\d/.test(part));
}

/** Set where it counts, or an ARG anywhere: hadolint lets one of another stage pass, since renovate and the like keep it up to date. */
function declaredVariables({ instructions }: Dockerfile): (run: Instruction) => (variable: string) => boolean {
  const args = new Set(
    instructions.flatMap(({ keyword, pairs }) => (keyword === 'ARG' ? pairs.map(({ name }) => name) : [])),
  );
  let last: Instruction | null = null;
  let own = new Set<string>();
  return (run) => {
    if (run !== last) own = new Set(assignedVariables(run).map(({ name }) => name));
    last = run;
    return (variable) => run.variables.has(variable) || args.has(variable) || own.has(variable);
  };
}
