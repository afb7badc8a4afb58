/** How work that takes time is watched and stopped; every tool, build and measurement gets one. */
export interface Activity {
  /** Aborted by Ctrl-C or by the client's cancellation; work stops and cleans up after itself. */
  signal: AbortSignal;
  /** Says in a few words what is happening now; `done` of `total` where steps can be counted. */
  report(message: string, done?: number, total?: number): void;
}
