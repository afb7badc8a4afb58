import { recognize } from '../logs/find-in-logs.js';
import type { FindingKind } from '../logs/finding.js';
import type { Logs } from './container-evidence.js';

const linesLooked = 100;
const most = 4;
const aboutPaths: readonly FindingKind[] = [
  'missing-file',
  'permission-denied',
  'not-executable',
  'exec-format',
  'missing-interpreter',
  'read-only',
];

/** Paths that errors at the end of the log name, and the folders that they lie in: what is there decides between causes. */
export function namedPaths({ last }: Logs): string[] {
  const paths = recognize(last.slice(-linesLooked))
    .filter(({ kind, subject }) => aboutPaths.includes(kind) && isPath(subject))
    .map(({ subject }) => subject);
  const newest = [...new Set(paths.toReversed())].slice(0, most);
  return newest.flatMap((path) => [path, folderOf(path)]).filter((path) => path !== '' && path !== '/');
}

function isPath(subject: string): boolean {
  return subject.startsWith('/') || /^[\w.+@-][\w./+@-]*$/.test(subject);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
