/** An error that a language's runtime printed with where it came from. */
export interface StackTrace {
  language: 'python' | 'node' | 'go' | 'java' | 'ruby' | 'php' | 'dotnet' | 'rust';
  /** `ValueError`, `panic`; null where none was told. */
  exception: string | null;
  message: string;
  /** The innermost place in the application's own code, not a library's; null where the trace shows none. */
  frame: Frame | null;
  /** Index of its last line among those that were read. */
  end: number;
}

export interface Frame {
  file: string;
  line: number | null;
  /** Function or method. */
  name: string | null;
}

/** Finds the last stack trace of its language; texts are lines of a log, escaped and bounded. */
export type FindStackTrace = (texts: readonly string[]) => StackTrace | null;

/** A trace is no longer than that, so that reading one takes bounded time. */
export const mostLines = 400;

const mostSaid = 300;

export function boundMessage(text: string): string {
  const message = text.trim();
  return message.length <= mostSaid ? message : `${message.slice(0, mostSaid - 1)}…`;
}

/** `file:line in name`, as a person would say where. */
export function place({ file, line, name }: Frame): string {
  return `${file}${line === null ? '' : `:${line}`}${name ? ` in ${name}` : ''}`;
}
