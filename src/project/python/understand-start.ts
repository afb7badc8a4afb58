import type { DeclaredStart } from '../declared-start.js';
import { type ShellStep, splitShell } from '../shell-command.js';
import { interpretCommand, type StartCommand } from './start-command.js';

/** A declared start whose command was understood. */
export interface UnderstoodStart extends DeclaredStart {
  start: StartCommand;
  /** Commands that run before it (migrations). */
  before: string[][];
}

const releaseStep = /^(?:alembic|flask|aerich|python\d?|prisma|piccolo)$/;

/** Finds the command that serves among the steps of a declared start; null when none is understood. */
export function understandStart(declared: DeclaredStart): UnderstoodStart | null {
  const { command } = declared;
  if (command === null) return null;
  const lines = typeof command === 'string' ? shellLines(command) : wrapped(command);
  let best: UnderstoodStart | null = null;
  const before: string[][] = [];
  let folder = declared.folder;
  for (const { steps, defaults } of lines)
    for (const step of steps) {
      if (step.words[0] === 'cd' && step.words[1] && /^[\w./-]+$/.test(step.words[1]))
        folder = step.words[1].replace(/^\/?(?:app|code|src|usr\/src\/app)\/?(?=.)/, '').replace(/^\.?\//, '') || null;
      const start = interpretCommand(step.words);
      if (!start) {
        if (isRelease(step)) before.push(step.words);
        continue;
      }
      // In a script of many lines, what is no known program (`set`, a function's name) must not hide the server.
      if (best && start.program === 'console') continue;
      const variable = Number(defaults.PORT ?? '');
      const port = start.port ?? (Number.isInteger(variable) && variable > 0 ? variable : null);
      const path = step.assignments.PYTHONPATH;
      const found = { ...start, port, folder: start.folder ?? (path && /^[\w./-]+$/.test(path) ? path : null) };
      best = { ...declared, folder, start: found, port: port ?? declared.port, before };
    }
  return best;
}

/** `["sh", "-c", "..."]` is its last word. */
function wrapped(words: string[]): ReturnType<typeof shellLines> {
  const at = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  if (/^(?:.*\/)?(?:ba|da|z)?sh$/.test(words[0] ?? '') && at > 0 && words[at + 1])
    return shellLines(words[at + 1] as string);
  return [{ steps: [{ words: words.map(variables), assignments: {} }], defaults: {} }];
}

/** Exec form expands nothing, but people write `$PORT` in it all the same. */
function variables(word: string): string {
  return word.replaceAll(/\$\{?PORT(?::-\d+)?\}?/g, '${PORT}');
}

function shellLines(text: string): NonNullable<ReturnType<typeof splitShell>>[] {
  return text
    .slice(0, 100_000)
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const trimmed = line.trim();
      if (trimmed === '' || trimmed.startsWith('#')) return [];
      const split = splitShell(trimmed);
      return split ? [split] : [];
    });
}

function isRelease({ words }: ShellStep): boolean {
  const text = words.join(' ');
  return (
    releaseStep.test(words[0] ?? '') &&
    /migrat|upgrade|collectstatic|init-db|db push/.test(text) &&
    !text.includes('${')
  );
}
