/** What a line of a log can tell; each cause asks for its own. */
export type FindingKind =
  | 'missing-variable'
  | 'missing-module'
  | 'missing-library'
  | 'missing-file'
  | 'command-not-found'
  | 'not-executable'
  | 'carriage-return'
  | 'missing-interpreter'
  | 'exec-format'
  | 'permission-denied'
  | 'read-only'
  | 'disk-full'
  | 'name-not-resolved'
  | 'connection-refused'
  | 'unreachable'
  | 'address-in-use'
  | 'out-of-memory'
  | 'certificate'
  | 'open-files'
  | 'process-limit'
  | 'clock'
  | 'time-zone'
  | 'gpu'
  | 'shared-memory'
  | 'missing-image';

/** An error that a program is known to report in these words. Any program can print any text: it is a statement, not a fact. */
export interface Finding {
  kind: FindingKind;
  /** Whose words they look like: `Python`, `Node.js`, ... */
  teller: string;
  /** The variable, module, path or host; empty where the words do not tell. */
  subject: string;
  port: number | null;
  /** How surely such words mean it, 0 to 1. */
  weight: number;
  /** The line. */
  text: string;
  at: number | null;
  /** Lines after it that are more than a stack trace's frames: an error that ended a process has few. */
  afterwards: number;
}

/** How one error is recognised in one line, and in the lines around it. */
export interface Pattern {
  kind: FindingKind;
  weight: number;
  /** Some word that every such line has: most lines have none, and are done with. */
  needle: string;
  /** Linear in the line's length: every repetition has an upper bound. Groups `subject` and `port`, where there are such. */
  pattern: RegExp;
  /** Asks the lines around it; null: it is not this after all. */
  look?: (around: Around) => Partial<Pick<Finding, 'subject' | 'port' | 'weight' | 'kind'>> | null;
}

export interface Around {
  match: RegExpExecArray;
  /** The lines as the container said them, and where among them this one is. */
  lines: readonly string[];
  index: number;
}

/** The errors that one language, tool or kind of server reports. */
export interface Recognizer {
  teller: string;
  patterns: readonly Pattern[];
}

/** Some line before this one, at most `most` before, that matches. */
export function linesBefore({ lines, index }: Around, most: number): readonly string[] {
  return lines.slice(Math.max(0, index - most), index);
}

export function linesAfter({ lines, index }: Around, most: number): readonly string[] {
  return lines.slice(index + 1, index + 1 + most);
}
