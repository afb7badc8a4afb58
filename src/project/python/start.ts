import { serveOwn } from './own-servers.js';
import type { Ranked } from './rank-candidates.js';
import { runFile, runProgram } from './run-file.js';
import { serveObject } from './serve-object.js';
import type { Start, StartContext } from './start-context.js';

/** Turns the chosen candidate into a start command with `${PORT}`, its port and what it needs. */
export function startOf(ranked: Ranked, context: StartContext): Start {
  switch (ranked.candidate.style) {
    case 'asgi':
    case 'wsgi':
      return serveObject(ranked, context);
    case 'streamlit':
    case 'chainlit':
    case 'framework':
      return serveOwn(ranked, context);
    case 'procfile':
      return runProgram(ranked, context);
    default:
      return runFile(ranked, context);
  }
}
