import { posix, win32 } from 'node:path';
import { Fault } from '../fault.js';
import { type IgnorePattern, matchesPattern, mayMatchUnder, parsePattern } from './ignore-pattern.js';

/** What .dockerignore leaves out of a build context. */
export interface IgnoreRules {
  patterns: IgnorePattern[];
}

/** Which patterns matched a folder, so that what lies in it need not match them again. */
export type Matched = readonly boolean[];

/**
 * Reads the text of a .dockerignore as Docker does (moby/patternmatcher): comments only at the start of a line, patterns
 * cleaned like paths and always from the context's root, the last match wins, a match of a folder holds for all in it.
 * Written here because the available package matches with regular expressions that a hostile pattern can stall, and fails
 * on names such as `c++`.
 * @throws Fault invalid-input for what Docker refuses too
 */
export function parseIgnoreFile(
  text: string,
  file = '.dockerignore',
  windows = process.platform === 'win32',
): IgnoreRules {
  const patterns: IgnorePattern[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.startsWith('#')) continue;
    let pattern = line.trim();
    if (!pattern) continue;
    const negated = pattern.startsWith('!');
    if (negated) pattern = pattern.slice(1).trim();
    const refused = (why: string) =>
      new Fault(
        'invalid-input',
        `${file}:${index + 1}: ${why}.`,
        'Docker refuses this line as well; correct or remove it.',
      );
    if (negated && !pattern) throw refused('nothing follows the exclamation mark');
    pattern = cleanPattern(pattern, windows);
    if (negated && pattern === '/') throw refused('the root cannot be brought back');
    const parsed = parsePattern(pattern, negated);
    if (!parsed) throw refused('what follows its [ is not a set of characters');
    patterns.push(parsed);
  }
  return { patterns };
}

function cleanPattern(pattern: string, windows: boolean): string {
  const clean = windows ? win32.normalize(pattern).replaceAll('\\', '/') : posix.normalize(pattern);
  const trimmed = clean.length > 1 ? clean.replace(/\/$/, '') : clean;
  return trimmed.length > 1 && trimmed.startsWith('/') ? trimmed.slice(1) : trimmed;
}

/**
 * Whether a path is left out, and what to hand on for what lies in it. `parent` is its folder's own result. A pattern that
 * could not change the result is not tried and counts as not matched for what lies below, as with Docker.
 */
export function judgePath(rules: IgnoreRules, path: string, parent?: Matched): { ignored: boolean; matched: Matched } {
  let ignored = false;
  const matched = rules.patterns.map((pattern, index) => {
    const match = parent?.[index] === true || (pattern.negated === ignored && matchesPattern(pattern, path));
    if (match) ignored = !pattern.negated;
    return match;
  });
  return { ignored, matched };
}

/** Nothing in an ignored folder can come back, so it need not be read. */
export function prunable(rules: IgnoreRules, folder: string, matched: Matched): boolean {
  const last = matched.lastIndexOf(true);
  return !rules.patterns.some(
    (pattern, index) => pattern.negated && (index > last || matched[index]) && mayMatchUnder(pattern, folder),
  );
}

/** Whether a path is left out when nothing is known about its folders. */
export function isIgnored(rules: IgnoreRules, path: string): boolean {
  let parent: Matched | undefined;
  let ignored = false;
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const result = judgePath(rules, parts.slice(0, length).join('/'), parent);
    parent = result.matched;
    ignored = result.ignored;
  }
  return ignored;
}
