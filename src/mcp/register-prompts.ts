import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { listPrompts } from '../knowledge/prompts.js';

/** Each prompt with its arguments. */
export function registerPrompts(server: McpServer): void {
  for (const prompt of listPrompts())
    server.registerPrompt(
      prompt.name,
      {
        title: prompt.title,
        description: prompt.description,
        argsSchema: z.object(
          Object.fromEntries(
            prompt.arguments.map(({ name, description }) => [name, z.string().optional().describe(description)]),
          ),
        ),
      },
      (given) => ({
        messages: [
          {
            role: 'user' as const,
            content: { type: 'text' as const, text: prompt.render(given as Record<string, string | undefined>) },
          },
        ],
      }),
    );
}
