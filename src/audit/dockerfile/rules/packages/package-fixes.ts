import type { Fix } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { ShellCommand, ShellWord } from '../../model/shell.js';
import { insert } from '../../rule.js';

/** Puts an option after a word, in the shell form and in the exec form. None where the word's place is not certain. */
export function addOption({ text }: Dockerfile, after: ShellWord, option: string): Fix | undefined {
  const written = text.slice(after.start, after.end);
  if (written === after.raw) return insert(after.end, ` ${option}`, `add ${option}`);
  if (written === JSON.stringify(after.value)) return insert(after.end, `, ${JSON.stringify(option)}`, `add ${option}`);
  return undefined;
}

/**
 * Runs a command after a RUN's script. Only where the command that makes it necessary stands in the outermost list, joined by
 * `&&` or `;`: after a branch or an alternative it could meet a system without that program.
 */
export function runAfterwards(
  { escapeCharacter }: Dockerfile,
  run: Instruction,
  cause: ShellCommand,
  addition: string,
): Fix | undefined {
  const { script } = run;
  if (!script || script.exec || run.heredocs.length > 0 || cause.via !== null || cause.substituted) return undefined;
  const { errors, commands } = script.tree;
  const last = commands.at(-1);
  if (errors?.length || !last || script.text.slice(last.end).trim()) return undefined;
  const plain = commands.flatMap(({ command, background }) => {
    if (background) return [];
    if (command.type === 'Command') return [command];
    return command.type === 'AndOr' && command.operators.every((operator) => operator === '&&') ? command.commands : [];
  });
  if (last.background || !plain.some(({ pos }) => script.start + pos === cause.start)) return undefined;
  if (last.command.type === 'AndOr' && last.command.operators.includes('||')) return undefined;
  const join = run.line === run.endLine ? ' && ' : ` ${escapeCharacter}\n && `;
  return insert(script.start + last.end, join + addition, `run ${addition} in the same layer`);
}
