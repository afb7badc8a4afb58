import { createInterface } from 'node:readline/promises';
import { Fault } from '../fault.js';

/**
 * Asks on the terminal; returns where the answer is yes.
 * @param why what is said where it is not
 * @throws Fault `confirmation-required` for any other answer, and where there is no terminal
 */
export async function askYes(
  question: string,
  why: string,
  signal: AbortSignal,
  work: 'run' | 'written' = 'run',
): Promise<void> {
  const refused = `${why} Nothing was ${work}.`;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new Fault('confirmation-required', refused, 'There is no terminal to ask on: add --yes.');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    // the terminal gives Ctrl-C to the prompt, not to this process
    lines.once('SIGINT', () => process.emit('SIGINT'));
    const answer = await lines.question(`${question} [y/N] `, { signal });
    if (/^y(?:es)?$/i.test(answer.trim())) return;
  } finally {
    lines.close();
  }
  throw new Fault('confirmation-required', refused, 'Answer y to agree.');
}
