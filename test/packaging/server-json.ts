import * as z from 'zod';

/*
 * Our own model of the MCP registry's server.json, made from the documentation of its schema of 2025-12-11, and strict where that
 * lets unknown fields pass: a field that is misspelt is a mistake. The schema itself is not ours to keep here.
 */
const input = {
  description: z.string().optional(),
  isRequired: z.boolean().optional(),
  isSecret: z.boolean().optional(),
  format: z.enum(['string', 'number', 'boolean', 'filepath']).optional(),
  value: z.string().optional(),
  default: z.string().optional(),
  placeholder: z.string().optional(),
  choices: z.array(z.string()).optional(),
};

const positional = z
  .strictObject({
    ...input,
    type: z.literal('positional'),
    valueHint: z.string().optional(),
    isRepeated: z.boolean().optional(),
  })
  .refine(({ value, valueHint }) => value !== undefined || valueHint !== undefined, 'a value or a valueHint');
const named = z.strictObject({
  ...input,
  type: z.literal('named'),
  name: z.string(),
  isRepeated: z.boolean().optional(),
});
/** A single version: no range, no tag. */
const version = z
  .string()
  .max(255)
  .regex(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);

export const serverJson = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version,
  repository: z.strictObject({ url: z.url(), source: z.literal('github') }),
  websiteUrl: z.url(),
  packages: z
    .array(
      z.strictObject({
        registryType: z.enum(['npm', 'oci', 'mcpb']),
        identifier: z.string(),
        version,
        runtimeHint: z.string(),
        transport: z.strictObject({ type: z.literal('stdio') }),
        packageArguments: z.array(z.union([positional, named])),
        environmentVariables: z.array(z.strictObject({ ...input, name: z.string() })),
      }),
    )
    .min(1),
});
