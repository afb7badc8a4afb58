import type { Edit, Fix } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Word } from '../../model/words.js';
import { replace } from '../../rule.js';
import { keywordsOfImage } from './stage-chain.js';

/** Words that only a shell understands in first place. */
const shellOnly = new Set(
  '. : [ alias bg cd command eval exec exit export fg getopts hash if for while until case jobs local read readonly return set shift source test time times trap type ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

/**
 * The same command as a JSON array, where that is certain: its words are plain, or it is an array that only lacks the right
 * quotes. Null where a shell has work to do, or where the other of CMD and ENTRYPOINT would be read differently.
 */
export function execFormFix(instruction: Instruction): Fix | null {
  if (isJoined(instruction)) return null;
  const { argumentsStart, logical } = instruction;
  const strings = misquotedArray(logical.trim());
  if (!strings) return hasPlainWords(instruction) ? { description, edits: quotesAround(instruction.words) } : null;
  const where = { start: argumentsStart, end: argumentsStart + logical.trimEnd().length };
  return replace(where, `[${strings.map((word) => JSON.stringify(word)).join(', ')}]`, description);
}

const description = 'write it as a JSON array';

/** Only what stands between the words: one of them may be a secret, which is not written again. */
function quotesAround(words: readonly Word[]): Edit[] {
  return [...words, null].map((word, index) => {
    const before = words[index - 1];
    const start = before?.end ?? word?.start ?? 0;
    return { start, end: word?.start ?? start, text: before ? (word ? '", "' : '"]') : '["' };
  });
}

function hasPlainWords({ words, raw }: Instruction): boolean {
  const first = words[0]?.raw;
  if (!first || raw.includes('\n') || shellOnly.has(first) || first.includes('=')) return false;
  return words.every(({ raw: word }) => /^[\w@%+=:,./-]+$/.test(word));
}

/** `['a', 'b']` and `[a, b]`, which Docker gives to a shell as they are. */
export function misquotedArray(text: string): string[] | null {
  if (!text.startsWith('[') || !text.endsWith(']') || text.includes('\n')) return null;
  const items = text
    .slice(1, -1)
    .split(',')
    .map((item) => item.trim());
  const strings = items.map((item) => /^(?:'([^'"\\]+)'|"([^'"\\]+)"|([\w@%+=:./-]+))$/.exec(item));
  return strings.every(Boolean) ? strings.map((match) => (match?.[1] ?? match?.[2] ?? match?.[3]) as string) : null;
}

/** CMD gives its words to ENTRYPOINT, and an ENTRYPOINT in JSON takes them: with both, a person decides. */
function isJoined({ keyword, stage }: Instruction): boolean {
  const other = keyword === 'CMD' ? 'ENTRYPOINT' : 'CMD';
  return stage !== null && keywordsOfImage(stage).has(other);
}
