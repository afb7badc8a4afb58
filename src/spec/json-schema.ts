import * as z from 'zod';
import { fieldMeanings } from './field-meanings.js';
import { specSchema } from './schema.js';

type JsonSchema = Record<string, unknown>;

/** The JSON Schema of container.spec.yaml with the meaning of each field, for editors and the reference. */
export function specJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(specSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return { title: 'container.spec.yaml', ...(describe(schema, '') as JsonSchema) };
}

function describe(schema: JsonSchema, path: string): JsonSchema {
  const described = { ...schema };
  if (Array.isArray(schema.anyOf))
    described.anyOf = (schema.anyOf as JsonSchema[]).map((choice) => describe(choice, path));
  if (schema.items) described.items = describe(schema.items as JsonSchema, `${path}[]`);
  if (schema.properties)
    described.properties = Object.fromEntries(
      Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, inner]) => {
        const at = path === '' ? name : `${path}.${name}`;
        const description = fieldMeanings[at];
        return [name, { ...(description ? { description } : {}), ...describe(inner, at) }];
      }),
    );
  return described;
}
