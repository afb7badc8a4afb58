import type { Instruction } from './instruction.js';
import { type KnownVariables, knownVariables } from './known-variables.js';
import type { Draft } from './read-instruction.js';
import { defaultShell } from './shell-name.js';
import type { Stage } from './stages.js';
import { expand, platformArguments } from './variables.js';

interface Division {
  stages: Stage[];
  preamble: Instruction[];
  globals: Map<string, string | null>;
}

/** Sorts the instructions into stages and gives each its shell and the variables known before it. */
export function divideStages(
  instructions: Draft[],
  fragment: boolean,
  override: string | undefined,
  escapeCharacter: string,
): Division {
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  const preamble: Instruction[] = [];
  const globals = new Map<string, string | null>([...platformArguments].map((name) => [name, null]));
  const ends = new Map<Stage, Scope>();
  const byName = new Map<string, Stage>();
  let scope = newScope(defaultShell(null, override, escapeCharacter), null);
  if (fragment)
    stages.push({
      index: 0,
      name: null,
      from: null,
      image: null,
      resolvedImage: null,
      platform: null,
      base: null,
      instructions: [],
    });
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM' && !instruction.onbuild) {
      const previous = stages.at(-1);
      if (previous) ends.set(previous, scope);
      const stage = openStage(instruction, stages.length, byName, globals);
      stages.push(stage);
      const name = stage.name?.toLowerCase();
      if (name !== undefined && !byName.has(name)) byName.set(name, stage);
      const inherited = stage.base ? ends.get(stage.base) : undefined;
      const image = stage.resolvedImage ?? stage.image;
      scope = newScope(inherited?.shell ?? defaultShell(image, override, escapeCharacter), inherited ?? null);
    }
    const stage = stages.at(-1) ?? null;
    instruction.stage = stage;
    instruction.shell = scope.shell;
    instruction.variables = stage ? scope.variables.view() : globals;
    if (stage) stage.instructions.push(instruction);
    else preamble.push(instruction);
    if (!instruction.onbuild) take(instruction, scope, stage ? null : globals, globals);
  }
  return { stages, preamble, globals };
}

interface Scope {
  shell: readonly string[];
  variables: KnownVariables;
  /** Names that ENV set; an ARG changes them no more. */
  environment: KnownVariables;
}

function newScope(shell: readonly string[], below: Scope | null): Scope {
  return {
    shell,
    variables: knownVariables(below?.variables.view() ?? null),
    environment: knownVariables(below?.environment.view() ?? null),
  };
}

function openStage(
  from: Instruction,
  index: number,
  byName: ReadonlyMap<string, Stage>,
  globals: Map<string, string | null>,
): Stage & { instructions: Instruction[] } {
  const [image, as, name] = from.words;
  const named = as?.value.toLowerCase() === 'as' ? (name?.value ?? null) : null;
  const resolved = image ? expand(image.value, globals) : null;
  const base = resolved === null ? null : (byName.get(resolved.toLowerCase()) ?? null);
  return {
    index,
    name: named,
    from,
    image: image?.value ?? null,
    resolvedImage: resolved,
    platform: from.flag('platform')?.value ?? null,
    base,
    instructions: [],
  };
}

/** Takes what an instruction says of the shell and of variables into its scope. */
function take(
  instruction: Instruction,
  scope: Scope,
  ownGlobals: Map<string, string | null> | null,
  globals: ReadonlyMap<string, string | null>,
): void {
  const { keyword } = instruction;
  if (keyword === 'SHELL' && instruction.json) scope.shell = instruction.json;
  if (keyword !== 'ARG' && keyword !== 'ENV') return;
  const before = ownGlobals ?? scope.variables.view();
  const updates: [string, string | null][] = [];
  for (const { name, value } of instruction.pairs) {
    if (keyword === 'ENV') {
      updates.push([name, value === null ? null : expand(value, before)]);
      scope.environment.set(name, null);
    } else if (!scope.environment.view().has(name)) {
      const given = value === null ? (ownGlobals ? null : (globals.get(name) ?? null)) : expand(value, before);
      updates.push([name, given]);
    }
  }
  for (const [name, value] of updates) {
    if (ownGlobals) ownGlobals.set(name, value);
    else scope.variables.set(name, value);
  }
}
