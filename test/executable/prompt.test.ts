import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWorkflows } from '../../src/knowledge/workflows.js';
import { connectedClient, copyOf, dockwright } from './dockwright.js';

const names = readWorkflows().map(({ name }) => name);
let copy: Awaited<ReturnType<typeof copyOf>>;
beforeAll(async () => {
  copy = await copyOf('examples/agent-service');
});
afterAll(() => copy.remove());

describe('on the command line', () => {
  test('they are listed, with their arguments for programs', async () => {
    const { code, stdout } = await dockwright(['prompt']);
    expect(code).toBe(0);
    for (const name of names) expect(stdout).toContain(`  ${name} `);
    const { prompts } = JSON.parse((await dockwright(['prompt', '--json'])).stdout);
    expect(prompts.map((prompt: { name: string }) => prompt.name)).toEqual(names);
    expect(prompts[0].arguments[0]).toMatchObject({ name: 'path' });
  });

  test.each(names)('%s is printed, with what its repository leaves open', async (name) => {
    const takesPath = readWorkflows()
      .find((workflow) => workflow.name === name)
      ?.arguments.some((argument) => argument.name === 'path');
    const { code, stdout } = await dockwright(
      ['prompt', name.replaceAll('_', '-'), ...(takesPath ? ['--path', '.'] : [])],
      {
        cwd: copy.path,
      },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('# How you work');
    expect(stdout.includes(`path: ${JSON.stringify(copy.path)}`)).toBe(takesPath === true);
  });

  test('a wrong name, argument or path says what there is', async () => {
    const wrong = await dockwright(['prompt', 'containerise', '--json']);
    expect(wrong.code).toBe(2);
    expect(JSON.parse(wrong.stdout).error).toMatchObject({ hint: 'Is one of these meant: containerize?' });
    const foreign = await dockwright(['prompt', 'teach', '--symptom', 'x']);
    expect(foreign).toMatchObject({ code: 2, stderr: expect.stringContaining('teach takes no --symptom') });
    const nowhere = await dockwright(['prompt', 'containerize', '--path', '/nowhere/at/all']);
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('does not exist') });
  });
});

describe.each(['legacy', 'auto'] as const)('over MCP (%s)', (mode) => {
  let client: Awaited<ReturnType<typeof connectedClient>>;
  beforeAll(async () => {
    client = await connectedClient({ versionNegotiation: { mode } }, ['mcp', '--root', copy.path]);
  });
  afterAll(() => client.close());
  const get = async (name: string, given: Record<string, string>) => {
    const { messages } = await client.getPrompt({ name, arguments: given });
    return (messages[0] as { content: { text: string } }).content.text;
  };

  test('they are listed with titles and arguments, none of which is required', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(names);
    for (const prompt of prompts) {
      expect(prompt.title).toBeTruthy();
      expect(prompt.arguments?.length).toBeGreaterThan(0);
      expect(prompt.arguments?.filter(({ required }) => required)).toEqual([]);
    }
  });

  test('one carries what its repository says and leaves open', async () => {
    const text = await get('containerize', { path: copy.path });
    expect(text).toContain('GET "/health"');
    expect(text).toContain('open question service-postgres: ');
  });

  test('a server without draft_spec reads nothing for a prompt either', async () => {
    const other = await connectedClient({ versionNegotiation: { mode } }, ['mcp', '--tools', 'audit_image']);
    const { messages } = await other.getPrompt({ name: 'containerize', arguments: { path: copy.path } });
    await other.close();
    expect(JSON.stringify(messages)).toContain('`draft_spec` tells which are open');
    expect(JSON.stringify(messages)).not.toContain('repository-data');
  });

  test('outside of the roots, or where there is nothing, it says so and goes on', async () => {
    for (const [path, code] of [
      ['/', 'path-refused'],
      [join(copy.path, 'nothing'), 'path-not-found'],
      ['.', 'invalid-input'],
    ] as const) {
      const text = await get('harden_image', { path });
      expect(text).toContain(`not read: ${code}: `);
      expect(text).toContain('# How you work');
    }
  });
});
