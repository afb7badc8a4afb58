import { completable } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { listPrompts } from '../knowledge/prompts.js';
import { completersFor } from './completion.js';
import type { Connection } from './connection.js';

/** Each prompt with its arguments, completed by their names. */
export function registerPrompts({ server, settings }: Connection): void {
  const completers = completersFor(settings);
  for (const prompt of listPrompts())
    server.registerPrompt(
      prompt.name,
      {
        title: prompt.title,
        description: prompt.description,
        argsSchema: z.object(
          Object.fromEntries(
            prompt.arguments.map(({ name, description }) => {
              const complete = completers[name];
              const argument = z.string().describe(description);
              return [name, (complete ? completable(argument, complete) : argument).optional()];
            }),
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
