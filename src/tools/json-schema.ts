import * as z from 'zod';
import { specSchema } from '../spec/schema.js';
import type { Tool } from './tool.js';

type JsonSchema = Record<string, unknown>;

/** The full JSON Schema of a tool's output, as it is published and tested. */
export function fullOutputSchema(tool: Tool): JsonSchema {
  return z.toJSONSchema(tool.output, { io: 'output' });
}

/** The JSON Schema of container.spec.yaml, as editors and models get it. */
export function specJsonSchema(): JsonSchema {
  return { title: 'container.spec.yaml', ...z.toJSONSchema(specSchema, { io: 'input', unrepresentable: 'any' }) };
}

/** The full JSON Schema of a tool's input, defaults included. */
export function fullInputSchema(tool: Tool): JsonSchema {
  return z.toJSONSchema(tool.input, { io: 'input' });
}

/** The input schema without what only costs a model tokens: names, types, choices and meanings stay. */
export function inputJsonSchema(tool: Tool): JsonSchema {
  const { properties = {}, ...rest } = lean(fullInputSchema(tool)) as { properties?: JsonSchema };
  // what only the command line offers costs a model tokens for nothing
  const shown = Object.entries(properties).filter(([name]) => name !== tool.command.positional.rest);
  return { ...rest, properties: Object.fromEntries(shown) };
}

/** The fields that the output always has, its top level alone, every array with its `items`: what `tools/list` shows. */
export function topLevelOutputSchema(tool: Tool): JsonSchema {
  const shown = z.toJSONSchema(withoutDepth(tool.output), { io: 'output' }) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const always = new Set(shown.required);
  const properties = Object.fromEntries(
    Object.entries(shown.properties ?? {}).flatMap(([name, schema]) =>
      always.has(name) ? [[name, topLevel(schema)]] : [],
    ),
  );
  return { type: 'object', properties };
}

/** Objects below the top level without their fields: a client waits while they are converted, and the Spec alone has a hundred. */
function withoutDepth({ shape }: z.ZodObject): z.ZodObject {
  const fields = Object.entries(shape).map(([name, field]) => [
    name,
    field instanceof z.ZodObject ? z.object() : field,
  ]);
  return z.object(Object.fromEntries(fields));
}

function topLevel(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.anyOf)) {
    const types = (schema.anyOf as JsonSchema[]).map(({ type }) => type).filter((type) => typeof type === 'string');
    // a list of types is legal, but not every client can map it
    return { anyOf: [...new Set(types)].map((type) => ({ type })) };
  }
  if (schema.type === 'array') return { type: 'array', items: topLevel((schema.items ?? {}) as JsonSchema) };
  if (schema.enum) return { type: 'string', enum: schema.enum };
  return schema.type === undefined ? {} : { type: schema.type };
}

const dropped = new Set([
  '$schema',
  'additionalProperties',
  'propertyNames',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'default',
]);

function lean(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => lean(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isProperties || !dropped.has(key))
      .map(([key, inner]) => [key, lean(inner, key === 'properties' && !isProperties)]),
  );
}
