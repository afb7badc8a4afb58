import { forEachChild, type SyntaxNode } from 'unbash';
import type { Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';

/** A variable that ENV, ARG or a script sets, wherever the script does so. */
export interface AssignedVariable extends Span {
  name: string;
  value: string;
}

const known = new WeakMap<Instruction, readonly AssignedVariable[]>();

/** `NAME=value` and `export NAME=value` of a RUN's script, `env NAME=value` of its commands, and the pairs of ENV and ARG. */
export function assignedVariables(instruction: Instruction): readonly AssignedVariable[] {
  const before = known.get(instruction);
  if (before) return before;
  const variables = findVariables(instruction);
  known.set(instruction, variables);
  return variables;
}

function findVariables({ keyword, pairs, script }: Instruction): AssignedVariable[] {
  if (keyword === 'ENV' || keyword === 'ARG')
    return pairs.flatMap(({ name, value, start, end }, index) => {
      // `ARG NAME value` declares two arguments; a value is what its author meant
      const next = pairs[index + 1];
      const meant = value ?? (keyword === 'ARG' && next?.value === null ? next.name : null);
      return meant === null ? [] : [{ name, value: meant, start, end: value === null && next ? next.end : end }];
    });
  if (keyword !== 'RUN' || !script) return [];
  const found: AssignedVariable[] = script.commands.flatMap(({ via, assignments, start, end }) =>
    via === null ? [] : assignments.map(({ name, value }) => ({ name, value, start, end })),
  );
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Assignment' && node.value.type === 'Word')
      found.push({
        name: node.name,
        value: node.value.value,
        start: script.start + node.pos,
        end: script.start + node.end,
      });
    forEachChild(node, visit);
  };
  visit(script.tree);
  return found;
}
