import type { Span } from '../../finding.js';
import type { ShellScript } from './shell.js';
import type { Pair, Word } from './words.js';

/** `--name=value` before an instruction's arguments. */
export interface Flag extends Span {
  name: string;
  value: string | null;
  /** `type=cache,target=/x` as pairs; a part without `=` has the value `true`. */
  options: ReadonlyMap<string, string>;
}

/** A here-document of RUN, COPY or ADD. */
export interface Heredoc {
  name: string;
  /** Offsets of the body in the file. */
  body: Span;
  text: string;
  /** Quoted delimiter: no variables are expanded in it. */
  quoted: boolean;
}

/** One instruction. An ONBUILD trigger is an instruction of its own, with `onbuild` set; the ONBUILD around it is not in the list. */
export interface Instruction extends Span {
  /** Upper case, of the trigger where it is one. */
  keyword: string;
  /** As it is written. */
  keywordSpan: Span;
  onbuild: boolean;
  /** From 1. */
  line: number;
  endLine: number;
  /** Arguments as they stand in the file, flags left out. */
  raw: string;
  /** The same with continuations, comments and here-document bodies blanked; same length, starts at `argumentsStart`. */
  logical: string;
  argumentsStart: number;
  flags: readonly Flag[];
  flag(name: string): Flag | undefined;
  /** Arguments split at blanks; of the exec form too, where `json` is what to read. */
  words: readonly Word[];
  /** Exec form: its strings; null for the shell form. */
  json: readonly string[] | null;
  /** ENV, LABEL and ARG. */
  pairs: readonly Pair[];
  heredocs: readonly Heredoc[];
  /** The stage that it is in; null before the first FROM. FROM is the first of its own stage. */
  stage: Stage | null;
  /** What SHELL says here; Docker's default where nothing does. */
  shell: readonly string[];
  /** The shell script of RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD; null where it is none or no POSIX shell runs it. For the exec form: its words as one command. */
  script: ShellScript | null;
  /** Values of variables that are known before it: ARG defaults and ENV, of parent stages too. Null: declared, not known. */
  variables: ReadonlyMap<string, string | null>;
}

/** A build stage; a fragment without FROM is one stage whose `from` is null. */
export interface Stage {
  index: number;
  /** As written; Docker compares names in lower case. */
  name: string | null;
  from: Instruction | null;
  /** The image as written, null in a fragment. */
  image: string | null;
  /** The image with its variables replaced by their defaults; null where that is not known. */
  resolvedImage: string | null;
  platform: string | null;
  /** The stage that it starts from, where that is not an image. */
  base: Stage | null;
  /** FROM first; ONBUILD triggers included. */
  instructions: readonly Instruction[];
}
