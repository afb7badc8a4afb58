import {
  type IgnoreRules,
  judgePath,
  type Matched,
  parseIgnoreFile,
  prunable,
} from '../../../../engine/ignore-file.js';
import { Fault } from '../../../../fault.js';
import { defineRule } from '../../rule.js';
import { copiedPaths } from './copied-paths.js';

export const copyIgnoredFile = defineRule({
  id: 'copy-ignored-file',
  severity: 'error',
  profile: 'default',
  aliases: { buildkit: ['CopyIgnoredFile'] },
  principle: 'small-context',
  title: 'Copy only what .dockerignore lets through',
  why: 'What .dockerignore excludes is not sent to the builder: a COPY of it ends the build with "not found", and a COPY of the whole context with everything excluded copies nothing. BuildKit gives up when the file has exceptions (`!`); they are followed here. Patterns in a COPY are left alone.',
  bad: { dockerfile: 'FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\n', ignoreFile: 'node_modules\ndist\n' },
  good: { dockerfile: 'FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\n', ignoreFile: 'node_modules\n' },
  check({ instructions }, report, { ignoreFile }) {
    const rules = ignoreFile === null ? null : readRules(ignoreFile);
    if (!rules || rules.patterns.length === 0) return;
    for (const instruction of instructions)
      for (const { where, path, written } of copiedPaths(instruction))
        if (isLeftOut(rules, path, ignoreFile ?? ''))
          report(
            where,
            `.dockerignore excludes ${written}, so ${instruction.keyword} does not find it; add an exception (!${path || '...'}) or copy something else.`,
          );
  },
});

function readRules(text: string): IgnoreRules | null {
  try {
    return parseIgnoreFile(text);
  } catch (error) {
    // a line that Docker refuses ends the build by itself
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** The path, and all that could lie in it. */
function isLeftOut(rules: IgnoreRules, path: string, text: string): boolean {
  if (path === '') return excludesAll(text) && !rules.patterns.some(({ negated }) => negated);
  if (/[*?[]/.test(path)) return false;
  let matched: Matched | undefined;
  let ignored = false;
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const judged = judgePath(rules, parts.slice(0, length).join('/'), matched);
    matched = judged.matched;
    ignored = judged.ignored;
  }
  return ignored && matched !== undefined && prunable(rules, path, matched);
}

function excludesAll(text: string): boolean {
  return text.split('\n').some((line) => /^\s*\/?(?:\*|\*\*|\*\*\/\*)\s*$/.test(line));
}
