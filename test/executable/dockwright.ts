import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, type ClientOptions } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

/** The built executable. */
export const executable = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const repository = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built executable to its end; never throws for an exit code. */
export function dockwright(
  args: string[],
  options: { cwd?: string; env?: Record<string, string | undefined> } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [executable, ...args],
      { ...options, env: { ...process.env, ...options.env }, maxBuffer: 64 * 2 ** 20 },
      (error, stdout, stderr) =>
        resolve({ code: error ? ((error as { code?: number }).code ?? -1) : 0, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** A connected official client of the built server, over stdio. */
export async function connectedClient(
  options: ClientOptions = {},
  args: string[] = ['mcp'],
  more: Record<string, string> = {},
): Promise<Client> {
  const client = new Client({ name: 'dockwright-test', version: '1.0.0' }, options);
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [executable, ...args],
      env: { ...env, ...more },
      stderr: 'ignore',
    }),
  );
  return client;
}

/** A fresh copy of a folder of this repository (`examples/task-api`), and its removal. */
export async function copyOf(folder: string): Promise<{ path: string; remove(): Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'dockwright-copy-'));
  const path = join(parent, 'service');
  await cp(join(repository, folder), path, { recursive: true });
  return { path, remove: () => rm(parent, { recursive: true, force: true }) };
}
