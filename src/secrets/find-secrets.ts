import { type Keyword, keywordSearch } from './keyword-search.js';
import type { Memory, Recognizer, Secret } from './recognizer.js';
import { connectionStrings } from './recognizers/connection-strings.js';
import { logins } from './recognizers/logins.js';
import { namedValues } from './recognizers/named-values.js';
import { privateKeys } from './recognizers/private-keys.js';
import { tokens } from './recognizers/tokens.js';
import { urls } from './recognizers/urls.js';
import { webTokens } from './recognizers/web-tokens.js';
import { plainText, type TextKind } from './text-kind.js';

/** A text may be all secrets, or made to seem so: what is found in it beyond this says nothing new. */
const mostFound = 500;

/** What is found where two overlap: the one that says more comes first. */
const recognizers: readonly Recognizer[] = [
  ...tokens,
  ...privateKeys,
  ...webTokens,
  ...logins,
  ...urls,
  ...connectionStrings,
  ...namedValues,
];

interface Trigger extends Keyword {
  recognizer: Recognizer;
  rank: number;
}

const triggers: readonly Trigger[] = recognizers.flatMap((recognizer, rank) =>
  recognizer.keywords.map((text) => ({ text, anyCase: recognizer.anyCase ?? false, recognizer, rank })),
);
const search = keywordSearch(triggers);

/** All that a text can be searched for, as tests of hostile texts use it. */
export const keywords: readonly string[] = [...new Set(triggers.map(({ text }) => text))];

/** All secrets in a text, in its order, none within another. */
export function findSecrets(text: string, kind: TextKind = plainText): Secret[] {
  // one byte a UTF-16 unit, so that places agree; every secret is ASCII
  return find(Buffer.from(text, 'latin1'), () => text, kind);
}

/**
 * The same for a file's bytes, in UTF-8 or any other encoding that keeps ASCII; places are in bytes.
 * @param notice told of every place of every keyword, whatever stands there
 */
export function findSecretsInBytes(bytes: Buffer, kind: TextKind, notice?: Notice): Secret[] {
  let text: string | undefined;
  const read = () => {
    text ??= bytes.toString('latin1');
    return text;
  };
  return find(bytes, read, kind, notice);
}

type Notice = (keyword: string, at: number) => void;

function find(bytes: Uint8Array, read: () => string, kind: TextKind, notice?: Notice): Secret[] {
  const found: (Secret & { rank: number })[] = [];
  const memory: Memory = { tokenUntil: 0, judgedUntil: 0, server: null };
  search(bytes, (keyword, at) => {
    const { text, recognizer, rank } = triggers[keyword] as Trigger;
    notice?.(text, at);
    const secret = recognizer.at(read(), at, kind, memory);
    if (secret) found.push({ ...secret, rank });
    return found.length < mostFound;
  });
  return withoutOverlaps(found);
}

function withoutOverlaps(found: (Secret & { rank: number })[]): Secret[] {
  const kept: Secret[] = [];
  for (const { kind, start, end } of found.sort((a, b) => a.rank - b.rank || a.start - b.start))
    if (kept.every((other) => end <= other.start || start >= other.end)) kept.push({ kind, start, end });
  return kept.sort((a, b) => a.start - b.start);
}
