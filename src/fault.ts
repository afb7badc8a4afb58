/**
 * What went wrong, for a person: `message` says what happened, `hint` what to do next.
 * `code` is stable and kebab-case; it decides the exit code of the command line.
 */
export interface FaultDescription {
  code: FaultCode;
  message: string;
  hint: string;
}

/** Exit codes of the contract: 1 the answer is bad, 2 bad input, 3 engine or registry out of reach, 130 interrupted. */
const exitCodes = {
  'build-failed': 1,
  'file-conflict': 1,
  'confirmation-required': 2,
  'invalid-input': 2,
  'invalid-spec': 2,
  'invalid-manifest': 2,
  'path-not-found': 2,
  'not-a-folder': 2,
  'path-refused': 2,
  'no-project-found': 2,
  'not-supported': 2,
  'image-not-found': 2,
  'container-not-found': 2,
  'write-failed': 2,
  'engine-unreachable': 3,
  'engine-refused': 3,
  'registry-unreachable': 3,
  /** Wrong or missing login, or no permission. */
  'registry-denied': 3,
  /** It could be reached and says no for another reason: read-only, too large, a rule of its own. */
  'registry-refused': 3,
  /** Quota, or too many requests. */
  'registry-limited': 3,
  /** It answers with what cannot be: wrong digests, malformed documents, endless redirects. */
  'registry-broken': 3,
  interrupted: 130,
  internal: 1,
} as const;

export type FaultCode = keyof typeof exitCodes;

/** An error that a user should read; everything else that is thrown is a defect of ours. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly hint: string;

  constructor(code: FaultCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

/** Turns anything thrown into the value that faces show; aborts become `interrupted`, unknown errors `internal`. */
export function describeFault(error: unknown): FaultDescription {
  if (error instanceof Fault) return { code: error.code, message: error.message, hint: error.hint };
  if (error instanceof Error && error.name === 'AbortError')
    return { code: 'interrupted', message: 'Stopped before it was done.', hint: 'Run the same command again.' };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message,
    hint: 'This is a defect of dockwright; please report it with the command that you ran.',
  };
}

/** The exit code of the command line for a fault's code. */
export function exitCodeOf(code: FaultCode): number {
  return exitCodes[code];
}
