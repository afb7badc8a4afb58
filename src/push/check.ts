/** One thing that was looked at before, during or after a push. */
export interface Check {
  /** `proof`, `audit`, `credentials`, `tag:1.4.2`, ... */
  id: string;
  /** `fail` stops the push; `not-measured` is said and stops nothing. */
  status: 'ok' | 'warn' | 'fail' | 'not-measured';
  detail: string;
}

/** What a check says, and what to do next where it does not stand well. */
export interface Finding extends Check {
  next?: string;
  /** The exit code where it stops the push: 2 a rule refuses, 3 the registry does. */
  exitCode?: 2 | 3;
}

export function ok(id: string, detail: string): Finding {
  return { id, status: 'ok', detail };
}

/** What `unproven` lets pass; that it did is said. */
export function refusedUnless(unproven: boolean, id: string, detail: string, next: string): Finding {
  return unproven
    ? { id, status: 'warn', detail: `${detail}; pushed all the same, since unproven was asked for` }
    : { id, status: 'fail', detail, next, exitCode: 2 };
}
