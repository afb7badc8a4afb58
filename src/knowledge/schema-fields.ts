type JsonSchema = Record<string, unknown>;

/** One field of a document as a table shows it. */
export interface SchemaField {
  /** `app.name`; a list's items by `[]`, a map's values by `.NAME`. */
  path: string;
  type: string;
  required: boolean;
  default: string | null;
  description: string;
}

/**
 * Every field of a JSON Schema, parents before what they hold.
 * @param skip paths that are named and not opened, since another page describes them
 */
export function schemaFields(schema: JsonSchema, skip: readonly string[] = []): SchemaField[] {
  return fieldsOf(schema, '', new Set(skip));
}

function fieldsOf(schema: JsonSchema, path: string, skip: ReadonlySet<string>): SchemaField[] {
  if (skip.has(path)) return [];
  const choices = (schema.anyOf ?? []) as JsonSchema[];
  const found = choices.flatMap((choice) => fieldsOf(choice, path, skip));
  const { items, additionalProperties: values } = schema as { items?: JsonSchema; additionalProperties?: unknown };
  if (items) found.push(...fieldsOf(items, `${path}[]`, skip));
  if (typeof values === 'object' && values !== null)
    found.push(...fieldsOf(values as JsonSchema, `${path}.NAME`, skip));
  const required = new Set((schema.required ?? []) as string[]);
  for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)) {
    const at = path === '' ? name : `${path}.${name}`;
    found.push({
      path: at,
      type: typeOf(inner),
      required: required.has(name) && inner.default === undefined,
      default: inner.default === undefined ? null : JSON.stringify(inner.default),
      description: String(inner.description ?? ''),
    });
    found.push(...fieldsOf(inner, at, skip));
  }
  // alternatives may share a field
  return found.filter(({ path: one }, index) => found.findIndex((other) => other.path === one) === index);
}

/** `text`, `number`, `list of text`, `a, b or c`, `text or null`. */
function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map(code).join(', ');
  if (Array.isArray(schema.anyOf)) return [...new Set((schema.anyOf as JsonSchema[]).map(typeOf))].join(' or ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => nameOf(String(type))).join(' or ');
  if (schema.type === 'array') {
    const items = typeOf((schema.items ?? {}) as JsonSchema);
    return items === 'object' ? 'list of objects' : `list of ${items}`;
  }
  return schema.type === undefined ? 'anything' : nameOf(String(schema.type));
}

function nameOf(type: string): string {
  return { string: 'text', boolean: 'true or false', integer: 'whole number' }[type] ?? type;
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}
