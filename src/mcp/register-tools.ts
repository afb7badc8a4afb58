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
        inputSchema: schemaWith(
          tool.input,
          () => inputJsonSchema(tool),
          // the call itself checks it, and says what comes next
          (value) => ({ value }),
        ),
        outputSchema: schemaWith(
          tool.output,
          () => topLevelOutputSchema(tool),
          (value) => tool.output['~standard'].validate(value),
        ),
        // read-only, what it could change it does not
        annotations: connection.settings.readOnly
          ? { ...tool.effects, readOnlyHint: true, destructiveHint: false }
          : tool.effects,
      },
      (input: unknown, ctx: ServerContext) => callTool(tool, input, ctx, connection),
    );
}

/** Short schemas by the full one; over HTTP a server is made for each request. */
const described = new WeakMap<z.ZodObject, Record<string, unknown>>();

/** Advertises the short schema, which is made when a client first asks for it: no start waits for it. */
function schemaWith(
  schema: z.ZodObject,
  describe: () => Record<string, unknown>,
  validate: (value: unknown) => unknown,
): StandardSchemaWithJSON<Record<string, unknown>> {
  const json = () => {
    const short = described.get(schema) ?? describe();
    described.set(schema, short);
    return short;
  };
  return {
    '~standard': {
      version: 1,
      vendor: 'dockwright',
      validate: validate as never,
      jsonSchema: { input: json, output: json },
    },
  };
}
