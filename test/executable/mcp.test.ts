import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readWorkflows } from '../../src/knowledge/workflows.js';
import { tools } from '../../src/tools/tools.js';
import { connectedClient, copyOf } from './dockwright.js';

type Structured = Record<string, unknown> & {
  files: { path: string; action: string; diff?: string }[];
  written: boolean;
};

const call = async (client: Client, name: string, args: Record<string, unknown>) => {
  const result = await client.callTool({ name, arguments: args });
  return {
    isError: result.isError === true,
    text: (result.content as { text: string }[])[0]?.text ?? '',
    output: result.structuredContent as Structured,
  };
};

describe.each([
  ['the 2025 era', { versionNegotiation: { mode: 'legacy' as const } }],
  ['the 2026 era', { versionNegotiation: { mode: 'auto' as const } }],
])('a client of %s', (_, options) => {
  let client: Client;
  let copy: Awaited<ReturnType<typeof copyOf>>;
  beforeAll(async () => {
    client = await connectedClient(options);
    copy = await copyOf('examples/task-api');
  });
  afterAll(async () => {
    await client.close();
    await copy.remove();
  });

  test('sees the tools with titles, four hints and schemas, in less than 8 KB', async () => {
    const list = await client.listTools();
    expect(list.tools.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    for (const tool of list.tools) {
      expect(tool.title).toBeTruthy();
      expect(Object.keys(tool.annotations ?? {}).sort()).toEqual([
        'destructiveHint',
        'idempotentHint',
        'openWorldHint',
        'readOnlyHint',
      ]);
      expect(tool.outputSchema).toMatchObject({ type: 'object' });
    }
    expect(JSON.stringify(list).length).toBeLessThan(8192);
  });

  test('gets the containerize prompt', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(readWorkflows().map(({ name }) => name));
    const { messages } = await client.getPrompt({ name: 'containerize', arguments: { path: copy.path } });
    expect(messages).toMatchObject([{ role: 'user', content: { text: expect.stringContaining(copy.path) } }]);
  });

  test('drafts a Spec with evidence and questions, and writes nothing unasked', async () => {
    const { output, text } = await call(client, 'draft_spec', { path: copy.path });
    expect(output.spec).toMatchObject({ apiVersion: 'dockwright/v1', app: { framework: 'fastapi', port: 8000 } });
    expect(output.evidence).toEqual(
      expect.arrayContaining([expect.objectContaining({ fact: expect.any(String), file: expect.any(String) })]),
    );
    expect(output.written).toBe(false);
    expect(text).toMatch(/\nNext: .+ draft_spec with the same arguments, answers and write: true\.$/);
    // a client shows its model one of the two
    expect(output.nextSteps).toEqual([text.slice(text.lastIndexOf('Next: ') + 6)]);
    await expect(access(join(copy.path, 'container.spec.yaml'))).rejects.toThrow();
  });

  test.each([
    ['relative', { path: './x' }, 'invalid-input'],
    ['missing', { path: '/nowhere/at/all' }, 'path-not-found'],
  ])('gets an error with a next step for a path that is %s', async (_name, args, code) => {
    const { isError, text } = await call(client, 'draft_spec', args);
    expect(isError).toBe(true);
    expect(text).toMatch(new RegExp(`^${code}: .+\\nNext: .+`));
  });
});

describe('replacing a file', () => {
  let copy: Awaited<ReturnType<typeof copyOf>>;
  let dockerfile: string;
  const clients: Client[] = [];
  beforeEach(async () => {
    copy = await copyOf('examples/task-api');
    dockerfile = join(copy.path, 'Dockerfile');
    await writeFile(dockerfile, 'FROM scratch\n');
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await copy.remove();
  });
  const connect = async (...args: Parameters<typeof connectedClient>) => {
    const client = await connectedClient(...args);
    clients.push(client);
    return client;
  };
  const overwrite = () => ({ path: copy.path, write: true, overwrite: true });

  test('is a conflict that writes nothing without overwrite', async () => {
    const { output, isError } = await call(await connect(), 'generate_dockerfile', { path: copy.path, write: true });
    expect(isError).toBe(false);
    expect(output.written).toBe(false);
    expect(output.files.find(({ path }) => path === 'Dockerfile')).toMatchObject({
      action: 'conflict',
      diff: expect.stringContaining('-FROM scratch'),
    });
    await expect(access(join(copy.path, '.dockerignore'))).rejects.toThrow();
  });

  test('needs confirm: true where the client cannot ask, and the yes holds for what was shown', async () => {
    const client = await connect();
    const first = await call(client, 'generate_dockerfile', overwrite());
    expect(first).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^confirmation-required: [\s\S]*-FROM scratch/),
    });
    expect(await readFile(dockerfile, 'utf8')).toBe('FROM scratch\n');
    await writeFile(dockerfile, 'FROM busybox\n');
    const changed = await call(client, 'generate_dockerfile', { ...overwrite(), confirm: true });
    expect(changed).toMatchObject({ isError: true, text: expect.stringContaining('has changed since it was shown') });
    expect(await readFile(dockerfile, 'utf8')).toBe('FROM busybox\n');
    const agreed = await call(client, 'generate_dockerfile', { ...overwrite(), confirm: true });
    expect(agreed.output.written).toBe(true);
    expect(await readFile(dockerfile, 'utf8')).toContain('FROM python:');
  });

  test('a yes to what was not shown is none; the answer of a call that writes nothing shows it', async () => {
    const client = await connect();
    const yes = () => call(client, 'generate_dockerfile', { ...overwrite(), confirm: true });
    expect(await yes()).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^confirmation-required: .*was not shown before[\s\S]*-FROM scratch/),
    });
    expect(await readFile(dockerfile, 'utf8')).toBe('FROM scratch\n');
    const other = await connect();
    const { output } = await call(other, 'generate_dockerfile', { path: copy.path });
    expect(output.files.find(({ path }) => path === 'Dockerfile')?.diff).toContain('-FROM scratch');
    const agreed = await call(other, 'generate_dockerfile', { ...overwrite(), confirm: true });
    expect(agreed.output.written).toBe(true);
    expect(await readFile(dockerfile, 'utf8')).toContain('FROM python:');
  });

  test('a client that can ask is made to, whatever its model says', async () => {
    const client = await connect({ capabilities: { elicitation: { form: {} } } });
    let asked = 0;
    client.setRequestHandler('elicitation/create', async () => {
      asked += 1;
      return { action: 'decline' };
    });
    expect(await call(client, 'generate_dockerfile', { ...overwrite(), confirm: true })).toMatchObject({
      isError: true,
    });
    expect(asked).toBe(1);
    expect(await readFile(dockerfile, 'utf8')).toBe('FROM scratch\n');
  });

  test.each(['legacy', 'auto'] as const)('asks the user through elicitation (%s)', async (mode) => {
    const client = await connect({ capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode } });
    let shown = '';
    let answer: 'accept' | 'decline' = 'decline';
    client.setRequestHandler('elicitation/create', async (request) => {
      shown = request.params.message;
      return answer === 'accept' ? { action: 'accept', content: { confirm: true } } : { action: 'decline' };
    });
    const declined = await call(client, 'generate_dockerfile', overwrite());
    expect(shown).toContain('-FROM scratch');
    expect(declined).toMatchObject({ isError: true, text: expect.stringContaining('confirmation-required') });
    expect(await readFile(dockerfile, 'utf8')).toBe('FROM scratch\n');
    answer = 'accept';
    expect((await call(client, 'generate_dockerfile', overwrite())).output.written).toBe(true);
    expect(await readFile(dockerfile, 'utf8')).toContain('FROM python:');
  });

  test('is refused outside the roots that the server was started with', async () => {
    const client = await connect({}, ['mcp', '--root', join(copy.path, '..', 'service')]);
    expect((await call(client, 'draft_spec', { path: copy.path })).isError).toBe(false);
    expect(await call(client, 'draft_spec', { path: '/etc' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('path-refused'),
    });
  });
});
