/** A text that must stand somewhere for a secret to be looked for. At least three bytes, ASCII. */
export interface Keyword {
  text: string;
  anyCase: boolean;
}

interface Candidate {
  index: number;
  bytes: Uint8Array;
  anyCase: boolean;
  /** Bytes of the keyword before the three that the search goes by. */
  before: number;
}

/** Called at every place of every keyword; `false` ends the search. */
type Visit = (keyword: number, at: number) => boolean | undefined;

const window = 3;

/**
 * Finds all places of many keywords in one pass, after Wu and Manber: pairs of bytes tell how far to go on, so that most bytes
 * of most texts are never compared with anything.
 */
export function keywordSearch(keywords: readonly Keyword[]): (bytes: Uint8Array, visit: Visit) => void {
  const shifts = new Uint8Array(65_536).fill(window - 1);
  const candidates = new Map<number, Candidate[]>();
  for (const [index, { text, anyCase }] of keywords.entries()) {
    if (text.length < window) throw new Error(`the keyword ${text} is too short`);
    const bytes = Buffer.from(anyCase ? text.toLowerCase() : text, 'latin1');
    const before = rarest(bytes);
    const [first, second, third] = [...bytes.subarray(before, before + window)] as [number, number, number];
    for (const pair of pairs(first, second, anyCase)) shifts[pair] = Math.min(shifts[pair] as number, 1);
    for (const pair of pairs(second, third, anyCase)) {
      shifts[pair] = 0;
      candidates.set(pair, [...(candidates.get(pair) ?? []), { index, bytes, anyCase, before }]);
    }
  }
  return (bytes, visit) => {
    const end = bytes.length;
    let at = window - 1;
    while (at < end) {
      const pair = ((bytes[at - 1] as number) << 8) | (bytes[at] as number);
      const shift = shifts[pair] as number;
      if (shift > 0) {
        at += shift;
        continue;
      }
      for (const candidate of candidates.get(pair) as Candidate[]) {
        const start = at - (window - 1) - candidate.before;
        if (standsAt(bytes, start, candidate) && visit(candidate.index, start) === false) return;
      }
      at++;
    }
  };
}

function standsAt(bytes: Uint8Array, start: number, { bytes: wanted, anyCase }: Candidate): boolean {
  if (start < 0 || start + wanted.length > bytes.length) return false;
  for (let at = 0; at < wanted.length; at++) {
    const byte = bytes[start + at] as number;
    if ((anyCase ? lower(byte) : byte) !== wanted[at]) return false;
  }
  return true;
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte | 32 : byte;
}

function pairs(first: number, second: number, anyCase: boolean): number[] {
  const forms = (byte: number) => (anyCase && byte >= 97 && byte <= 122 ? [byte, byte & ~32] : [byte]);
  return forms(first).flatMap((high) => forms(second).map((low) => (high << 8) | low));
}

/** Letters of English texts and of code, the most frequent first. */
const frequent = ' etaoinsrlcdupmfhgbyv_.-wk/x,';

/** Where in a keyword the three bytes begin that are seldom met. */
function rarest(bytes: Uint8Array): number {
  const rank = (at: number) => {
    const found = frequent.indexOf(String.fromCharCode(bytes[at] as number));
    return found < 0 ? frequent.length : found;
  };
  let best = 0;
  let bestRank = -1;
  for (let at = 0; at + window <= bytes.length; at++) {
    const sum = rank(at) / 2 + rank(at + 1) + rank(at + 2);
    if (sum > bestRank) [best, bestRank] = [at, sum];
  }
  return best;
}
