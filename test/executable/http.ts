import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client, type ClientOptions, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { executable } from './dockwright.js';

/** A running `dockwright serve`. */
export interface Serving {
  url: URL;
  process: ChildProcess;
  /** What it said on stderr so far. */
  said: string[];
  /** What came on stdout; it must stay empty. */
  stdout(): string;
  /** Ends it as Ctrl-C does. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Starts the built executable on a free port and waits until it says where. */
export async function serving(args: string[] = [], env: Record<string, string> = {}): Promise<Serving> {
  const child = spawn(process.execPath, [executable, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const said: string[] = [];
  const ended = once(child, 'close');
  const url = await new Promise<URL>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const found = /serving MCP at (\S+)/.exec(line)?.[1];
      if (found) resolve(new URL(found));
    });
    void ended.then(() => reject(new Error(said.join('\n'))));
  });
  return {
    url,
    process: child,
    said,
    stdout: () => stdout,
    async stop() {
      child.kill('SIGINT');
      return (await ended)[0] as number | null;
    },
  };
}

/** A connected official client of it. */
export async function httpClient(url: URL, options: ClientOptions = {}, headers = {}): Promise<Client> {
  const client = new Client({ name: 'dockwright-test', version: '1.0.0' }, options);
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return client;
}

/** A message as a client of the 2025 protocol sends it, without a client. */
export function post(url: URL, message: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: typeof message === 'string' ? message : JSON.stringify(message),
    ...(signal ? { signal } : {}),
  });
}

/** A call of a tool, as `post` takes it. */
export function toolCall(name: string, args: Record<string, unknown>, id: number | string = 1) {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
}
