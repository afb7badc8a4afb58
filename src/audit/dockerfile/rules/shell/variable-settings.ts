import type { Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { ShellCommand } from '../../model/shell.js';
import { expand } from '../../model/variables.js';

/** A variable that gets a value which programs of the build see. */
export interface VariableSetting {
  name: string;
  /** Null where it is not known. */
  value: string | null;
  where: Span;
  keyword: 'ENV' | 'ARG' | 'RUN';
}

/** Settings of these variables in ENV, ARG with a default, before a command and by export. */
export function settingsOf({ instructions }: Dockerfile, ...names: string[]): VariableSetting[] {
  return instructions
    .flatMap((instruction): VariableSetting[] => {
      if (instruction.keyword === 'ENV' || instruction.keyword === 'ARG') return declared(instruction);
      return instruction.keyword === 'RUN' ? inRun(instruction) : [];
    })
    .filter(({ name }) => names.includes(name));
}

function declared({ keyword, pairs, variables }: Instruction): VariableSetting[] {
  return pairs.flatMap((pair, index) => {
    // `ARG NAME value` is a mistake of notation; what was meant is clear
    const next = pairs[index + 1];
    const written = pair.value ?? (keyword === 'ARG' && next?.value === null ? next.name : null);
    if (written === null) return [];
    return [{ name: pair.name, value: expand(written, variables), where: pair, keyword: keyword as 'ENV' | 'ARG' }];
  });
}

/** Assignments with no command after them show no command at all; what a broken quote swallows is none either. */
function inRun({ script, words }: Instruction): VariableSetting[] {
  if (!script || script.commands.length > 0) return (script?.commands ?? []).flatMap(inCommand);
  return words.flatMap((word) => {
    const [, name, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word.value) ?? [];
    return name === undefined ? [] : [{ name, value: known(value), where: word, keyword: 'RUN' as const }];
  });
}

const declaring = new Set(['export', 'declare', 'typeset', 'readonly', 'local']);

function inCommand(command: ShellCommand): VariableSetting[] {
  const before = command.assignments.map(({ name, value }) => ({
    name,
    value: known(value),
    where: { start: command.start, end: command.nameWord.end },
    keyword: 'RUN' as const,
  }));
  if (!declaring.has(command.name)) return before;
  const exported = command.words.flatMap((word) => {
    const at = word.value.indexOf('=');
    return at < 1
      ? []
      : [
          {
            name: word.value.slice(0, at),
            value: known(word.value.slice(at + 1)),
            where: word,
            keyword: 'RUN' as const,
          },
        ];
  });
  return [...before, ...exported];
}

function known(value: string): string | null {
  return /[$`]/.test(value) ? null : value;
}
