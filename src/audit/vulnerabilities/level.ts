import type { Level } from './vulnerability.js';

/** CVSS's qualitative scale, the same for versions 3 and 4; version 2 had none for critical. */
export function levelOfScore(score: number): Level {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'unknown';
}

const words: Record<string, Level> = {
  critical: 'critical',
  high: 'high',
  important: 'high',
  medium: 'medium',
  moderate: 'medium',
  low: 'low',
  minor: 'low',
  negligible: 'low',
  unimportant: 'low',
};

/** What databases say in a word: GitHub's `MODERATE`, Debian's `unimportant`, Red Hat's `Important`. */
export function levelOfWord(word: unknown): Level {
  const known = typeof word === 'string' ? word.toLowerCase().replace(/\*+$/, '') : '';
  return Object.hasOwn(words, known) ? (words[known] as Level) : 'unknown';
}
