import type { ContainerEvidence, LogLine } from '../evidence/container-evidence.js';
import type { Finding, FindingKind, Pattern } from './finding.js';
import { isFrame } from './frames.js';
import { lastLife } from './last-life.js';
import { recognizers } from './recognizers.js';

/** The end tells most; the beginning tells what was missing from the start. */
const mostOfEnd = 500;
const mostOfBeginning = 150;
const longestLooked = 2_000;
const known = new WeakMap<ContainerEvidence, readonly Finding[]>();

/** Every error that the container reported since its last start, oldest first. Each cause asks: they are looked for once. */
export function findInLogs(evidence: ContainerEvidence, ...kinds: FindingKind[]): readonly Finding[] {
  let all = known.get(evidence);
  if (!all) {
    all = recognize(lastLife(evidence));
    known.set(evidence, all);
  }
  return all.filter(({ kind }) => kinds.includes(kind));
}

/** @param lines oldest first */
export function recognize(lines: readonly LogLine[]): Finding[] {
  const beginning = lines.slice(0, Math.max(0, Math.min(mostOfBeginning, lines.length - mostOfEnd)));
  const looked = [...beginning, ...lines.slice(-mostOfEnd)];
  const texts = looked.map(({ text }) => text.slice(0, longestLooked));
  const telling = countTelling(texts);
  return texts.flatMap((text, index) =>
    findingsIn(texts, index).map((finding) => ({
      ...finding,
      text,
      at: looked[index]?.at ?? null,
      afterwards: telling.at(-1) === undefined ? 0 : (telling.at(-1) as number) - (telling[index] as number),
    })),
  );
}

/** How many lines up to each one are more than frames and blanks. */
function countTelling(texts: readonly string[]): number[] {
  let count = 0;
  return texts.map((text) => {
    if (!isFrame(text)) count++;
    return count;
  });
}

function findingsIn(lines: readonly string[], index: number): Omit<Finding, 'text' | 'at' | 'afterwards'>[] {
  const line = lines[index] as string;
  const found = new Map<FindingKind, Omit<Finding, 'text' | 'at' | 'afterwards'>>();
  for (const { teller, patterns } of recognizers)
    for (const pattern of patterns) {
      if (!line.includes(pattern.needle)) continue;
      const one = apply(pattern, lines, index);
      if (one && !found.has(one.kind)) found.set(one.kind, { ...one, teller });
    }
  return [...found.values()];
}

function apply(
  { kind, weight, pattern, look }: Pattern,
  lines: readonly string[],
  index: number,
): Omit<Finding, 'text' | 'at' | 'afterwards' | 'teller'> | null {
  const match = pattern.exec(lines[index] as string);
  if (!match) return null;
  const port = Number(match.groups?.port ?? Number.NaN);
  const plain = {
    kind,
    weight,
    subject: match.groups?.subject ?? '',
    port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null,
  };
  if (!look) return plain;
  const seen = look({ match, lines, index });
  return seen && { ...plain, ...seen };
}
