import type { Question } from '../project/project.js';

interface Generated {
  files: { path: string; action: string; content: string; diff?: string | undefined }[];
  rationale: { file: string; line: number; principle: string; reason: string }[];
  questions: Question[];
  warnings: string[];
  written: boolean;
}

/** The files for a terminal: the Dockerfile in whole when it is new, diffs of what changes, what comes next. */
export function renderGenerated(
  { files, warnings, questions, written }: Generated,
  flags: Record<string, string | boolean>,
  where: string,
): string {
  const lines: string[] = [];
  const dockerfile = files.find(({ path }) => path === 'Dockerfile');
  if (dockerfile?.action === 'create' && !written && !flags.check) lines.push(dockerfile.content);
  for (const { action, diff } of files)
    if (diff && action !== 'create' && action !== 'unchanged') lines.push(diff.trimEnd(), '');
  const width = Math.max(...files.map(({ path }) => path.length));
  lines.push(...files.map(({ path, action }) => `  ${action.padEnd(10)} ${path.padEnd(width)}`));
  if (warnings.length) lines.push('', ...warnings.map((warning) => `  warning: ${warning}`));
  if (questions.length)
    lines.push(
      '',
      '  only you can tell',
      ...questions.map(({ id, question, default: fallback }) => `    ${id}: ${question} (taken: ${fallback})`),
    );
  lines.push('', next(files, written, flags, where));
  return lines.join('\n');
}

function next(
  files: Generated['files'],
  written: boolean,
  flags: Record<string, string | boolean>,
  where: string,
): string {
  const changed = files.filter(({ action }) => action !== 'unchanged').length;
  if (flags.check)
    return changed
      ? `${changed} of ${files.length} files differ from what the Spec says; next: dockwright generate${where} --write`
      : 'no drift: every file is what the Spec says';
  if (files.some(({ action }) => action === 'conflict') && !written)
    return `nothing was written: a file in conflict is not ours or was changed since; next: dockwright generate${where} --write --overwrite replaces it`;
  return written
    ? `written; next: dockwright verify${where}`
    : `nothing was written; next: dockwright generate${where} --write`;
}
