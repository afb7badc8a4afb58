import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Vulnerability } from '../vulnerability.js';
import type { Scanner, ScannerCall } from './scanner.js';

/** A scanner failed; the message reads on: `trivy ...`. */
export class ScannerFailure extends Error {}

const largestReport = 512 * 1024 * 1024;
const longestReason = 300;

/**
 * Runs a scanner: an argument array, an empty working folder (ignore files and settings that lie in a repository must not hide
 * what an image has), and an end.
 * @throws ScannerFailure
 */
export async function runScanner(
  scanner: Scanner,
  program: string,
  call: ScannerCall,
  options: { env: Record<string, string | undefined>; signal: AbortSignal; patienceMs: number },
): Promise<Vulnerability[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-scan-'));
  try {
    const report = await run(program, call, folder, options);
    return scanner.parse(report);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof ScannerFailure) throw error;
    throw new ScannerFailure('wrote a report of an unknown form');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(
  program: string,
  call: ScannerCall,
  cwd: string,
  { env, signal, patienceMs }: { env: Record<string, string | undefined>; signal: AbortSignal; patienceMs: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      call.arguments,
      {
        cwd,
        env: { ...env, ...call.env },
        signal,
        timeout: patienceMs,
        killSignal: 'SIGKILL',
        maxBuffer: largestReport,
        windowsHide: true,
      },
      (error, stdout, stderr) => {
        if (error) reject(new ScannerFailure(describe(error, stderr, patienceMs)));
        else if (stdout.trim() === '') reject(new ScannerFailure('wrote no report'));
        else resolve(stdout);
      },
    );
  });
}

function describe(error: Error & { code?: unknown; killed?: boolean }, stderr: string, patienceMs: number): string {
  if (error.killed && error.name !== 'AbortError' && typeof error.code !== 'string')
    return `was not done within ${Math.round(patienceMs / 1000)} s`;
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'wrote more than a report can be';
  const lines = stderr
    .replace(/\u001b\[[0-9;]*m/g, '')
    .split('\n')
    .map((line) => line.trim());
  const said = lines.filter(Boolean).at(-1)?.replace(/\p{C}/gu, ' ');
  const how = typeof error.code === 'number' ? `ended with status ${error.code}` : 'could not be run';
  return said ? `${how}: ${said.slice(0, longestReason)}` : how;
}
