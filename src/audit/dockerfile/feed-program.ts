import { execFile } from 'node:child_process';

const mostOutput = 16 * 1024 * 1024;

/**
 * Runs a program with a text on its stdin. A program that found something exits with 1, and that is an answer too.
 * @returns what it wrote, and why it gave no answer: it could not be started, failed, or took longer than it may
 */
export function feedProgram(
  program: string,
  options: readonly string[],
  input: string,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<{ stdout: string; problem: string | null }> {
  return new Promise((resolve) => {
    // the locale says how it reads the text, whatever the user's is
    const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' };
    const child = execFile(
      program,
      [...options],
      { env, timeout: patienceMs, maxBuffer: mostOutput, signal },
      (error, stdout, stderr) => {
        const answered = !error || error.code === 1;
        resolve({ stdout, problem: answered ? null : describe(error, stderr, patienceMs) });
      },
    );
    // it may end before it has read everything
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

function describe(error: Error & { killed?: boolean }, stderr: string, patienceMs: number): string {
  if (error.name === 'AbortError') return 'was stopped';
  if (error.killed) return `took longer than ${patienceMs / 1000} s`;
  return `failed: ${(stderr.trim() || error.message).split('\n', 1)[0]}`;
}
