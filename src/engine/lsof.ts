import { execFile } from 'node:child_process';
import { currentSurroundings } from './docker-config.js';
import { findProgram } from './find-program.js';

/** A socket of this machine that accepts connections or datagrams, and who holds it. */
export interface HostListener {
  port: number;
  protocol: 'tcp' | 'udp';
  address: string;
  /** Null where the process belongs to someone else. */
  pid: number | null;
  command: string | null;
}

const longestOutput = 4 * 1024 * 1024;

/** Listening TCP sockets by lsof, which macOS brings along. Null where there is none. */
export async function listByLsof(ports: readonly number[], signal: AbortSignal): Promise<HostListener[] | null> {
  const program = await findProgram('lsof', currentSurroundings());
  if (!program) return null;
  const text = await new Promise<string | null>((resolve) => {
    // it ends with 1 where it finds nothing
    execFile(
      program,
      ['-nP', `-iTCP:${ports.join(',')}`, '-sTCP:LISTEN', '-FpcnP'],
      { signal, maxBuffer: longestOutput },
      (error, stdout) => resolve(error && typeof error.code !== 'number' ? null : stdout),
    );
  });
  return text === null ? null : parseLsof(text).filter(({ port }) => ports.includes(port));
}

/** Its output for programs (lsof(8), OUTPUT FOR OTHER PROGRAMS): a field a line, the process before its files. */
export function parseLsof(text: string): HostListener[] {
  const found: HostListener[] = [];
  let pid: number | null = null;
  let command: string | null = null;
  for (const line of text.split('\n')) {
    const value = line.slice(1);
    if (line[0] === 'p') pid = Number(value) || null;
    else if (line[0] === 'c') command = value;
    const name = line[0] === 'n' ? /^(.*):(\d+)$/.exec(value) : null;
    if (!name) continue;
    const [, host = '', port = ''] = name;
    const address = host === '*' ? '0.0.0.0' : host.replace(/^\[|\]$/g, '');
    found.push({ port: Number(port), protocol: 'tcp', address, pid, command });
  }
  return found;
}
