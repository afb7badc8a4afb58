// Prints what using dockwright costs before it has done anything: start-up beside a bare Node, and the size of tools/list.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { runNode } from '../scripts/run-node.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 21);
const cli = path.join('dist', 'cli.js');
const initialize = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'bench', version: '1' },
};

/** Milliseconds from spawn to the end of `node -e 0`. */
function bareNode() {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
    child.on('error', reject).on('close', () => resolve(performance.now() - started));
  });
}

/** Milliseconds from spawn to the answers to `initialize` and, asked right after it, `tools/list`, and the tools as they came. */
function startServer() {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [cli, 'mcp'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const send = (message) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    let answered = 0;
    child.on('error', reject).on('close', (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line);
      if (message.id === 1) {
        answered = performance.now() - started;
        send({ method: 'notifications/initialized' });
        send({ id: 2, method: 'tools/list' });
      } else if (message.id === 2) {
        const listed = performance.now() - started;
        child.removeAllListeners('close').on('close', () => resolve({ answered, listed, tools: message.result.tools }));
        child.stdin.end();
      }
    });
    send({ id: 1, method: 'initialize', params: initialize });
  });
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

await runNode(['scripts/build.mjs']);
const bare = [];
const server = [];
const list = [];
let tools = [];
for (let round = 0; round < rounds; round++) {
  bare.push(await bareNode());
  const started = await startServer();
  server.push(started.answered);
  list.push(started.listed);
  tools = started.tools;
}
const bytes = Buffer.byteLength(JSON.stringify({ tools }));
const ratio = (median(server) / median(bare)).toFixed(1);
console.log(`node ${process.version} on ${process.platform}-${process.arch}, median of ${rounds}`);
console.log(`  node -e 0                ${median(bare).toFixed(0).padStart(5)} ms`);
console.log(
  `  spawn to initialize      ${median(server).toFixed(0).padStart(5)} ms   ${ratio} times bare node; limit 150 ms`,
);
console.log(`  spawn to tools/list      ${median(list).toFixed(0).padStart(5)} ms`);
console.log(`  tools/list               ${String(bytes).padStart(5)} bytes for ${tools.length} tools; limit 8192`);
