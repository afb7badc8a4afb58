import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectedClient } from '../executable/dockwright.js';
import { type ListedTool, readSteps, readWishes } from './read-instructions.js';

let client: Client;
beforeAll(async () => {
  client = await connectedClient();
});
afterAll(() => client.close());

test('every prompt names tools that are there, with arguments that they have', async () => {
  const tools = (await client.listTools()).tools as ListedTool[];
  const { prompts } = await client.listPrompts();
  expect(prompts.length).toBeGreaterThanOrEqual(9);
  for (const { name, arguments: given = [] } of prompts) {
    const task = Object.fromEntries(given.map((argument) => [argument.name, 'x']));
    const { messages } = await client.getPrompt({ name, arguments: task });
    const text = messages.map(({ content }) => (content.type === 'text' ? content.text : '')).join('\n');
    const asked = readSteps(text).flatMap((step) => readWishes(step, tools));
    expect(asked.length, name).toBeGreaterThan(0);
    for (const wish of asked) {
      const inputs = Object.keys(tools.find((tool) => tool.name === wish.tool)?.inputSchema.properties ?? {});
      expect(inputs, `${wish.tool} in ${name}`).toEqual(
        expect.arrayContaining([...wish.named, ...Object.keys(wish.given)]),
      );
    }
  }
});
