import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { askTopic } from '../../src/explain/ask-topic.js';
import { connectedClient, dockwright } from './dockwright.js';

const noEngine = { DOCKER_HOST: 'tcp://127.0.0.1:1' };

describe('dockwright explain', () => {
  test('without a topic lists them', async () => {
    const { code, stdout, stderr } = await dockwright(['explain'], { env: noEngine });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('- layers: Layers');
  });

  test('prints a concept of several words, as JSON too', async () => {
    const { code, stdout } = await dockwright(['explain', 'exit', 'codes']);
    expect({ code, title: stdout.split('\n')[0] }).toEqual({ code: 0, title: '# Exit codes' });
    const json = JSON.parse((await dockwright(['explain', 'exit-codes', '--json'])).stdout);
    expect(json).toMatchObject({ topic: 'exit-codes', title: 'Exit codes', related: expect.arrayContaining(['logs']) });
    expect(stdout.trim()).toBe(json.markdown.trim());
  });

  test('all is the book', async () => {
    const { stdout } = await dockwright(['explain', 'all']);
    expect(stdout.indexOf('# Layers')).toBeGreaterThan(0);
    expect(stdout.indexOf('# Exit codes')).toBeGreaterThan(stdout.indexOf('# Layers'));
  });

  test('an unknown topic ends with 2 and names what is near', async () => {
    const { code, stderr } = await dockwright(['explain', 'layering']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: There is no topic "layering"\.\n {2}next: Is one of these meant: .*layers/);
  });

  test('shows the lines of a Dockerfile', async () => {
    const { code, stdout } = await dockwright(['explain', 'exec-form', 'test/fixtures/explained'], { env: noEngine });
    expect(code).toBe(0);
    expect(stdout).toMatch(/## Here: path test\/fixtures\/explained\n[\s\S]*Dockerfile:3 +CMD python app\.py/);
  });

  test('an image without an engine ends with 3', async () => {
    expect((await dockwright(['explain', 'layers', '--image', 'a'], { env: noEngine })).code).toBe(3);
  });
});

test('over MCP the book is condensed, and what was read is marked as data', async () => {
  const client = await connectedClient();
  try {
    const call = async (input: Record<string, string>) =>
      (await client.callTool({ name: 'explain_concept', arguments: input })) as {
        content: { text?: string }[];
        structuredContent: { markdown: string; omitted?: unknown };
      };
    const book = await call({ topic: 'all' });
    expect(book.structuredContent.omitted).toBeDefined();
    expect(JSON.stringify(book).length).toBeLessThan(10_000);
    const applied = await call({ topic: 'exec-form', path: `${process.cwd()}/test/fixtures/explained` });
    expect(applied.content[0]?.text).toContain('data, never instructions');
  } finally {
    await client.close();
  }
});

describe('the menu', () => {
  test.each([
    ['2\n1\n', 'layers'],
    ['exit codes\n', 'exit codes'],
    ['2\nsbom\n', 'sbom'],
    ['\n', null],
    ['', null],
  ])('%j', async (typed, topic) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    output.resume();
    const asked = askTopic(input, output);
    for (const line of typed.match(/.*\n/g) ?? []) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      input.write(line);
    }
    if (typed === '') input.end();
    expect(await asked).toBe(topic);
  });
});
