import type { Activity } from '../activity.js';
import { describeFault, exitCodeOf, Fault } from '../fault.js';
import { colour, printable, progressTo } from './terminal.js';

type Progress = ReturnType<typeof progressTo>;

export interface GuardedActivity extends Activity {
  report: Progress;
}

/**
 * Runs a command: Ctrl-C and its like stop the work once and leave at once the second time, whatever goes wrong becomes a message
 * on stderr (and JSON on stdout where that was asked for). @returns the exit code
 */
export async function guarded(json: boolean, work: (activity: GuardedActivity) => Promise<number>): Promise<number> {
  const progress = progressTo(process.stderr);
  const stop = new AbortController();
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(130);
    progress.clear();
    process.stderr.write('stopping and cleaning up (once more to leave at once)\n');
    stop.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('SIGHUP', interrupt);
  try {
    const exitCode = await work({ signal: stop.signal, report: progress });
    return stop.signal.aborted ? 130 : exitCode;
  } catch (error) {
    progress.clear();
    const said = error instanceof Fault && error.code === 'interrupted';
    const fault =
      stop.signal.aborted && !said
        ? describeFault(Object.assign(new Error(), { name: 'AbortError' }))
        : describeFault(error);
    if (process.env.DOCKWRIGHT_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    if (json) await print(JSON.stringify({ error: fault }, null, 2));
    process.stderr.write(`${colour(printable(`error: ${fault.message}\n  next: ${fault.hint}`), process.stderr)}\n`);
    return exitCodeOf(fault.code);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('SIGHUP', interrupt);
  }
}

/** Resolves when the text has left this process, so that a pipe gets all of it before the exit. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}
