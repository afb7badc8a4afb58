import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectEngine, type Engine } from '../../src/engine/connect.js';
import { readState, startContainer } from '../../src/engine/container.js';
import { containerProbe } from '../../src/engine/container-probe.js';
import { hostProbe } from '../../src/engine/host-probe.js';
import { isListening } from '../../src/engine/listeners.js';
import { isHealthy, type Probe } from '../../src/engine/probe.js';
import { listProcesses, parseTop } from '../../src/engine/processes.js';
import { removeContainer } from '../../src/engine/run.js';
import { engineTest } from '../lab/engine.js';

const never = new AbortController().signal;

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}

const probeOf = (port: number, listening: boolean | null = true) =>
  hostProbe(port, performance.now(), async () => listening);

describe('from this host', () => {
  test('only a status of 2xx is healthy; the last other answer is kept', async () => {
    let asked = 0;
    const port = await listen(
      createHttpServer((_, response) => void response.writeHead(++asked < 3 ? 503 : 204).end()),
    );
    const readiness = await probeOf(port).untilReady({ path: '/health' }, 5_000, never);
    expect(readiness.milliseconds).toBeGreaterThan(0);
    expect(readiness.last?.status).toBe(503);
    expect(asked).toBe(3);
  });

  test('patience ends, also with a server that never answers', async () => {
    const port = await listen(createServer(() => {}));
    const started = performance.now();
    expect(await probeOf(port).untilReady({ path: '/' }, 300, never)).toMatchObject({ milliseconds: null });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('a connection that is closed at once is none, as an engine’s proxy makes them', async () => {
    const port = await listen(createServer((socket) => socket.end()));
    expect(await probeOf(port, null).untilReady({ tcp: true }, 300, never)).toMatchObject({ milliseconds: null });
  });

  test('a connection that is held counts only when something listens', async () => {
    const port = await listen(createServer(() => {}));
    expect((await probeOf(port, true).untilReady({ tcp: true }, 2_000, never)).milliseconds).not.toBeNull();
    expect((await probeOf(port, false).untilReady({ tcp: true }, 300, never)).milliseconds).toBeNull();
  });

  test('an end without an answer is an error, not a health', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    const answer = await probeOf(port).check({ path: '/' }, never);
    expect(answer.error).not.toBeNull();
    expect(isHealthy(answer)).toBe(false);
  });
});

const server = `
import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/health" else 404); self.end_headers()
    def do_POST(self):
        self.send_response(201); self.end_headers(); self.wfile.write(self.rfile.read(int(self.headers["content-length"])) + self.headers["x-test"].encode())
    def log_message(self, *a): pass
http.server.HTTPServer(("ADDRESS", 8000), Handler).serve_forever()
`;

async function started(engine: Engine, address: string): Promise<{ id: string; probe: Probe }> {
  const command = ['python3', '-c', server.replace('ADDRESS', address)];
  const { id } = await startContainer(engine, { image: 'python:3.13-slim', labels: {}, command, port: 8000 }, never);
  onTestFinished(() => removeContainer(engine, id));
  const { startedAt } = await readState(engine, id);
  return { id, probe: containerProbe(engine, id, 8000, startedAt) };
}

describe('from inside the container, as for an engine on another machine', () => {
  engineTest('health, requests and times', async () => {
    const { probe } = await started(await connectEngine(), '0.0.0.0');
    const readiness = await probe.untilReady({ path: '/health' }, 20_000, never);
    expect(readiness.milliseconds).toBeGreaterThan(0);
    expect(await probe.check({ path: '/health' }, never)).toMatchObject({ status: 200, error: null });
    expect(await probe.check({ path: '/none' }, never)).toMatchObject({ status: 404 });
    expect(isHealthy(await probe.check({ tcp: true }, never))).toBe(true);
    const answer = await probe.request({ method: 'POST', path: '/', body: 'hé', headers: { 'x-test': '!' } }, never);
    expect(answer).toMatchObject({ status: 201, body: 'hé!' });
  });

  engineTest('patience ends there too', async () => {
    const { probe } = await started(await connectEngine(), '0.0.0.0');
    expect(await probe.untilReady({ path: '/none' }, 1_000, never)).toMatchObject({
      milliseconds: null,
      last: { status: 404 },
    });
  });
});

engineTest('a listener on the loopback alone cannot be reached from outside', async () => {
  const engine = await connectEngine();
  for (const [address, reachable] of [
    ['0.0.0.0', true],
    ['127.0.0.1', false],
  ] as const) {
    const { id, probe } = await started(engine, address);
    const { milliseconds } = await probe.untilReady({ path: '/health' }, reachable ? 20_000 : 3_000, never);
    expect(milliseconds !== null).toBe(reachable);
    expect(await isListening(engine, id, 8000, never)).toBe(reachable);
    expect(await isListening(engine, id, 8001, never)).toBe(false);
  }
});

engineTest('processes are seen alike by the engine and from inside', async () => {
  const engine = await connectEngine();
  const { id } = await started(engine, '0.0.0.0');
  const inside = await listProcesses({ ...engine, mapsUsers: true }, id, never);
  expect(inside).toMatchObject({ source: 'proc', processes: [{ pid: 1, uid: 0 }] });
  const outside = await listProcesses(engine, id, never);
  expect(outside?.processes.map(({ uid }) => uid)).toEqual([0]);
});

test('rows of a process list without a numeric user are not guessed at', () => {
  expect(parseTop(['PID', 'UID', 'COMMAND'], [['7', '1000', 'python3']])).toEqual([
    { pid: 7, uid: 1000, command: 'python3' },
  ]);
  expect(parseTop(['PID', 'USER', 'TIME', 'COMMAND'], [['7', 'root', '0:00', 'python3']])).toEqual([]);
});
