/** How bad it is; `style` is what a careful reviewer may leave. */
export type Severity = 'error' | 'warning' | 'info' | 'style';

export const severities: readonly Severity[] = ['error', 'warning', 'info', 'style'];

/** A stretch of a text in UTF-16 code units, half-open. */
export interface Span {
  start: number;
  end: number;
}

/** Replaces a stretch of the file's text; an empty one inserts. */
export interface Edit extends Span {
  text: string;
}

/** A change that is safe to make without asking: the file means the same, or what its author plainly meant. */
export interface Fix {
  description: string;
  edits: Edit[];
}

/** What a rule found. Lines and columns are from 1; the end column is the one after the last character. */
export interface Finding {
  /** Ours, kebab-case. */
  rule: string;
  /** Ids of the same check elsewhere: `DL3008`, `StageNameCasing`, `DS-0002`, `CKV_DOCKER_3`, ... */
  aliases: string[];
  severity: Severity;
  /** What the rule wants, the same for all of its findings. */
  title: string;
  /** What is wrong here and what to do. Never holds a secret. */
  message: string;
  principle: string;
  file?: string;
  line?: number;
  endLine?: number;
  column?: number;
  endColumn?: number;
  /** Digest of the layer's uncompressed tar. */
  layer?: string;
  /** A path in the image. */
  path?: string;
  fix?: Fix;
}
