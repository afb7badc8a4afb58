import type { Instruction } from './instruction.js';
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
  let scope: Scope = { shell: defaultShell(null, override, escapeCharacter), variables: new Map() };
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
      const stage = openStage(instruction, stages, globals);
      stages.push(stage);
      const inherited = stage.base ? ends.get(stage.base) : undefined;
      scope = inherited
        ? inherited
        : { shell: defaultShell(stage.resolvedImage ?? stage.image, override, escapeCharacter), variables: new Map() };
    }
    const stage = stages.at(-1) ?? null;
    instruction.stage = stage;
    instruction.shell = scope.shell;
    instruction.variables = stage ? scope.variables : globals;
    if (stage) stage.instructions.push(instruction);
    else preamble.push(instruction);
    if (!instruction.onbuild) scope = after(instruction, scope, stage ? null : globals, globals);
  }
  return { stages, preamble, globals };
}

interface Scope {
  shell: readonly string[];
  variables: Map<string, string | null>;
  /** Names that ENV set; an ARG changes them no more. */
  environment?: Set<string>;
}

function openStage(
  from: Instruction,
  stages: readonly Stage[],
  globals: Map<string, string | null>,
): Stage & { instructions: Instruction[] } {
  const [image, as, name] = from.words;
  const named = as?.value.toLowerCase() === 'as' ? (name?.value ?? null) : null;
  const resolved = image ? expand(image.value, globals) : null;
  const base =
    resolved === null ? null : (stages.find((stage) => stage.name?.toLowerCase() === resolved.toLowerCase()) ?? null);
  return {
    index: stages.length,
    name: named,
    from,
    image: image?.value ?? null,
    resolvedImage: resolved,
    platform: from.flag('platform')?.value ?? null,
    base,
    instructions: [],
  };
}

/** What holds after an instruction; the maps before it stay as they are. */
function after(
  instruction: Instruction,
  scope: Scope,
  ownGlobals: Map<string, string | null> | null,
  globals: Map<string, string | null>,
): Scope {
  const { keyword } = instruction;
  if (keyword === 'SHELL' && instruction.json) return { ...scope, shell: instruction.json };
  if (keyword !== 'ARG' && keyword !== 'ENV') return scope;
  const known = ownGlobals ?? new Map(scope.variables);
  const before = ownGlobals ?? scope.variables;
  const environment = new Set(scope.environment);
  const updates: [string, string | null][] = [];
  for (const pair of instruction.pairs) {
    if (keyword === 'ENV') {
      updates.push([pair.name, pair.value === null ? null : expand(pair.value, before)]);
      environment.add(pair.name);
    } else if (!environment.has(pair.name)) {
      const given =
        pair.value === null ? (ownGlobals ? null : (globals.get(pair.name) ?? null)) : expand(pair.value, before);
      updates.push([pair.name, given]);
    }
  }
  for (const [name, value] of updates) known.set(name, value);
  return ownGlobals ? scope : { ...scope, variables: known, environment };
}
