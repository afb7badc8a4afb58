import type { Fix } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { platformArguments, predefinedArguments, variableUses } from '../../model/variables.js';
import type { Pair } from '../../model/words.js';
import { defineRule } from '../../rule.js';

export const legacyKeyValue = defineRule({
  id: 'legacy-key-value',
  severity: 'style',
  profile: 'default',
  aliases: { buildkit: ['LegacyKeyValueFormat'], dockerfilelint: ['label_invalid'] },
  principle: 'plain-instructions',
  title: 'Write name=value',
  why: 'With a blank instead of `=` everything to the end of the line is the value, so a second pair on the line vanishes in the first. `ARG name value` is worse: it declares two arguments. BuildKit calls the form with a blank legacy.',
  bad: 'FROM debian:13-slim\nENV LANG C.UTF-8\n',
  good: 'FROM debian:13-slim\nENV LANG=C.UTF-8\nARG TARGETOS TARGETARCH\n',
  check(dockerfile, report) {
    const uses = lazyUses(dockerfile);
    for (const instruction of dockerfile.instructions) {
      const { keyword, onbuild, pairs } = instruction;
      const [pair] = pairs;
      if (onbuild || !pair) continue;
      if (pair.legacy && pair.value !== null)
        report(
          instruction,
          `${keyword} ${pair.rawName} is written with a blank; write ${pair.rawName}=...`,
          equalsFix(instruction, pair),
        );
      else if (keyword === 'ARG' && isMeantAsValue(instruction, dockerfile, uses))
        report(
          instruction,
          `This declares two arguments, and ${pairs[1]?.name} is never used; if it is the default, write ${pair.name}=${pairs[1]?.name}.`,
        );
    }
  },
});

/** The value as one word that means the same; null where quotes, escapes or further lines would be read in another way. */
function equalsFix({ raw }: Instruction, { start, end, rawName, rawValue, valueStart }: Pair): Fix | undefined {
  if (rawValue === null || raw.includes('\n')) return undefined;
  const hasBlanks = /\s/.test(rawValue);
  const isQuoted = /^"[^"\\]*"$|^'[^'\\]*'$/.test(rawValue);
  if (/[\\`]/.test(rawValue) || (hasBlanks && !isQuoted && /["']/.test(rawValue))) return undefined;
  if (!hasBlanks && !isQuoted && /["']/.test(rawValue)) return undefined;
  const quote = hasBlanks && !isQuoted ? '"' : '';
  // the value, which may be a secret, is not written again
  const edits = [{ start: start + rawName.length, end: valueStart, text: `=${quote}` }];
  if (quote) edits.push({ start: end, end, text: quote });
  return { description: 'write name=value', edits };
}

/** `ARG name value`: two names, the second of which looks like a value and is used nowhere. */
function isMeantAsValue({ pairs }: Instruction, { globals }: Dockerfile, uses: () => ReadonlySet<string>): boolean {
  const [first, second] = pairs;
  if (!first || !second || pairs.length !== 2 || first.value !== null || second.value !== null) return false;
  const { name } = second;
  if (globals.has(name) || platformArguments.has(name) || predefinedArguments.has(name)) return false;
  // programs read variables without a `$` in the file, and their names are upper case
  return !/^[A-Z][A-Z0-9_]*$/.test(name) && !uses().has(name);
}

function lazyUses({ text }: Dockerfile): () => ReadonlySet<string> {
  let names: Set<string> | null = null;
  return () => {
    names ??= new Set(variableUses(text).map(({ name }) => name));
    return names;
  };
}
