import type { ServerContext, StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type * as z from 'zod';
import { inputJsonSchema, topLevelOutputSchema } from '../tools/json-schema.js';
import { callTool } from './call-tool.js';
import type { Connection } from './connection.js';
import { offeredTools } from './offered-tools.js';

/** Each tool with its short schemas. */
export function registerTools(connection: Connection): void {
  for (const tool of offeredTools(connection.settings))
    connection.server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: schemaWith(tool.input, () => inputJsonSchema(tool)),
        outputSchema: schemaWith(tool.output, () => topLevelOutputSchema(tool)),
        // read-only, what it could change it does not
        annotations: connection.settings.readOnly
          ? { ...tool.effects, readOnlyHint: true, destructiveHint: false }
          : tool.effects,
      },
      (input: unknown, ctx: ServerContext) => callTool(tool, input as Record<string, unknown>, ctx, connection),
    );
}

/** Validates with the full schema, advertises the short one, which is made when a client first asks for it: no start waits for it. */
function schemaWith(
  schema: z.ZodObject,
  describe: () => Record<string, unknown>,
): StandardSchemaWithJSON<Record<string, unknown>> {
  const standard = schema['~standard'];
  let described: Record<string, unknown> | undefined;
  const json = () => {
    described ??= describe();
    return described;
  };
  return {
    '~standard': {
      version: 1,
      vendor: 'dockwright',
      validate: standard.validate as never,
      jsonSchema: { input: json, output: json },
    },
  };
}
