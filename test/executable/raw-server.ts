import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { executable } from './dockwright.js';

type Message = Record<string, unknown> & { id?: unknown };

/** `dockwright mcp`, spoken to line by line: what a client of the SDK would never send. */
export function rawServer(args: string[] = [], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [executable, 'mcp', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  child.stdin.on('error', () => {});
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const lines: string[] = [];
  const waiting = new Map<unknown, (message: Message) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    const message = JSON.parse(line) as Message;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  const send = (message: unknown) => {
    child.stdin.write(
      typeof message === 'string' || Buffer.isBuffer(message) ? message : `${JSON.stringify(message)}\n`,
    );
  };
  const ask = (message: Message): Promise<Message> =>
    new Promise((resolve) => {
      waiting.set(message.id, resolve);
      send(message);
    });
  return {
    child,
    /** Every line of stdout so far; each is JSON, or the reader has thrown. */
    lines,
    stderr: () => stderr,
    send,
    ask,
    ended: once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
    async begin() {
      const clientInfo = { name: 'raw', version: '1' };
      const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
      await ask({ jsonrpc: '2.0', id: 'initialize', method: 'initialize', params });
      send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    },
  };
}

/** Open descriptors of a process, by what they lead to; Linux alone knows. */
export function openDescriptors(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Memory of a process, in bytes: what it has now and the most it had. */
export function memoryOf(pid: number): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
  return { now: read('VmRSS'), most: read('VmHWM') };
}
