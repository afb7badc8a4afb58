/** One generated file; `path` relative to the project's root with forward slashes. */
export interface GeneratedFile {
  path: string;
  content: string;
}

/** Why a line of a generated file is there; `line` counts from 1, `principle` is an id of prompts/principles. */
export interface Rationale {
  file: string;
  line: number;
  principle: string;
  reason: string;
}
