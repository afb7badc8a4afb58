import { completable, type ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { readWorkflows, type Workflow } from '../knowledge/workflows.js';
import type { GivenArguments } from '../prompt/given.js';
import { resolvePath } from '../tools/resolve-path.js';
import { completersFor } from './completion.js';
import type { Connection } from './connection.js';
import { offeredTools } from './offered-tools.js';
import { progressReporter } from './progress.js';

/** Each workflow as a prompt, its arguments completed by their names. */
export function registerPrompts(connection: Connection): void {
  const completers = completersFor(connection.settings);
  for (const workflow of readWorkflows())
    connection.server.registerPrompt(
      workflow.name,
      {
        title: workflow.title,
        description: workflow.description,
        argsSchema: z.object(
          Object.fromEntries(
            workflow.arguments.map(({ name, description }) => {
              const complete = completers[name];
              const argument = z.string().describe(description);
              return [name, (complete ? completable(argument, complete) : argument).optional()];
            }),
          ),
        ),
      },
      async (given: GivenArguments, ctx: ServerContext) => {
        const text = await prepare(workflow, given, ctx, connection);
        return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
      },
    );
}

async function prepare(
  workflow: Workflow,
  given: GivenArguments,
  ctx: ServerContext,
  { settings }: Connection,
): Promise<string> {
  const { preparePrompt } = await import('../prompt/prepare-prompt.js');
  // a prompt tells no more of a repository than the tools would
  if (!offeredTools(settings).some(({ name }) => name === 'draft_spec')) return preparePrompt(workflow, given, null);
  return preparePrompt(workflow, given, {
    signal: ctx.mcpReq.signal,
    report: progressReporter(ctx),
    resolvePath: (path) => resolvePath(path, { roots: settings.roots ?? [], absoluteOnly: true }),
  });
}
