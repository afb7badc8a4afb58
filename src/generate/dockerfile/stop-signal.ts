import { isShell } from './start-command.js';

/** Programs that end on SIGTERM by themselves, as process 1 too. */
const endOnSigterm = new Set([
  'uvicorn',
  'gunicorn',
  'hypercorn',
  'daphne',
  'granian',
  'fastapi',
  'streamlit',
  'chainlit',
  'celery',
  'sanic',
  'langgraph',
  'adk',
  'uwsgi',
  'tini',
  'dumb-init',
]);

/**
 * SIGINT where the command is plain Python: as process 1 it ignores SIGTERM unless its code handles it, while SIGINT raises
 * KeyboardInterrupt in any Python program. Null where SIGTERM is understood.
 */
export function stopSignal(command: readonly string[]): 'SIGINT' | null {
  if (isShell([...command])) return null;
  const program = (command[0] ?? '').split('/').at(-1) ?? '';
  const module = /^python[\d.]*$/.test(program) && command[1] === '-m' ? command[2] : undefined;
  return endOnSigterm.has(module ?? program) ? null : 'SIGINT';
}
