import { specJsonSchema } from '../spec/json-schema.js';
import { type SchemaField, schemaFields } from './schema-fields.js';

/** The page of container.spec.yaml: every field of its schema. */
export function specReference(): string {
  return [
    '# container.spec.yaml',
    '',
    'Every field, from the schema that reads it. A field that is not in this list is refused, so that a typing error cannot pass for a',
    'setting. Sizes are written as `200MB`, `1.5GB` or `64MiB` (MB is 10^6 bytes), durations as `500ms`, `3s` or `2m`. The package has the',
    'same as a JSON Schema, `dockwright/container.spec.schema.json`, for editors.',
    '',
    ...fieldTable(schemaFields(specJsonSchema())),
    '',
  ].join('\n');
}

/** @param withMeaning without it the column is left out */
export function fieldTable(fields: readonly SchemaField[], withMeaning = true): string[] {
  const rows = fields.map(({ path, type, required, default: usual, description }) => {
    const given = required ? 'required' : usual === null ? '' : `\`${usual}\``;
    const cells = withMeaning
      ? [`\`${path}\``, type, given, description]
      : [`\`${path}\``, type, required ? '' : 'yes'];
    return `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return withMeaning
    ? ['| field | type | default | meaning |', '|---|---|---|---|', ...rows]
    : ['| field | type | may be absent |', '|---|---|---|', ...rows];
}
