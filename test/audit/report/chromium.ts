import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium on this machine, or null. */
export function findChromium(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  return process.env.CHROMIUM ?? found ?? null;
}

/** A page in a headless browser, driven over the DevTools protocol. */
export interface BrowserPage {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Value of an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  press(key: string): Promise<void>;
  /** Opens a file and waits until it is loaded. */
  open(url: string): Promise<void>;
  /** What the page asked for, and what its console complained of. */
  requests: string[];
  complaints: string[];
}

export interface Browser extends BrowserPage {
  close(): Promise<void>;
}

const keyCodes: Record<string, number> = {
  Tab: 9,
  Enter: 13,
  Escape: 27,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
};

/** Starts a browser with one page. It talks over a pipe, so that no port is opened. */
export async function startChromium(executable: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'dockwright-chromium-'));
  const child = spawn(
    executable,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const connection = connect(child);
  const { targetInfos } = (await connection.send('Target.getTargets')) as {
    targetInfos: { type: string; targetId: string }[];
  };
  const { targetId } =
    targetInfos.find(({ type }) => type === 'page') ??
    ((await connection.send('Target.createTarget', { url: 'about:blank' })) as { targetId: string });
  const { sessionId } = (await connection.send('Target.attachToTarget', { targetId, flatten: true })) as {
    sessionId: string;
  };
  const send = (method: string, params: object = {}) => connection.send(method, params, sessionId);
  const requests: string[] = [];
  const complaints: string[] = [];
  connection.on('Network.requestWillBeSent', ({ request }) => requests.push((request as { url: string }).url));
  connection.on('Runtime.exceptionThrown', (event) => complaints.push(JSON.stringify(event)));
  connection.on('Log.entryAdded', ({ entry }) => complaints.push((entry as { text: string }).text));
  for (const domain of ['Page', 'Network', 'Runtime', 'Log', 'Accessibility']) await send(`${domain}.enable`);

  return {
    send,
    requests,
    complaints,
    async evaluate<T>(expression: string) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { value: T }).value;
    },
    async press(key) {
      const code = { key, code: key, windowsVirtualKeyCode: keyCodes[key] };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...code, ...(key === 'Enter' ? { text: '\r' } : {}) });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...code });
    },
    async open(url) {
      const loaded = connection.next('Page.loadEventFired');
      await send('Page.navigate', { url });
      await loaded;
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await connection.send('Browser.close').catch(() => child.kill());
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Params = Record<string, unknown>;

/** Messages of the protocol: JSON, each ended by a NUL. */
function connect(child: ChildProcess) {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve(value: Params): void; reject(error: Error): void }>();
  const listeners = new Map<string, ((params: Params) => void)[]>();
  let number = 0;
  let rest = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() as string;
    for (const text of messages) receive(JSON.parse(text));
  });
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
  };
  child.once('exit', (code) => fail(new Error(`chromium ended with ${code}`)));
  child.once('error', fail);
  input.on('error', fail);

  function receive({
    id,
    result,
    error,
    method,
    params,
  }: {
    id?: number;
    result: Params;
    error?: { message: string };
    method: string;
    params: Params;
  }): void {
    if (id === undefined) for (const listener of listeners.get(method) ?? []) listener(params);
    else if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result);
  }

  function on(method: string, listener: (params: Params) => void): void {
    listeners.set(method, [...(listeners.get(method) ?? []), listener]);
  }

  return {
    on,
    next: (method: string) => new Promise<Params>((resolve) => on(method, resolve)),
    send(method: string, params: object = {}, sessionId?: string): Promise<Params> {
      number += 1;
      const id = number;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      });
    },
  };
}
