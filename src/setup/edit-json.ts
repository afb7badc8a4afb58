import { isDeepStrictEqual } from 'node:util';
import {
  applyEdits,
  findNodeAtLocation,
  modify,
  type Node,
  type ParseError,
  parse,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { ServerEntry } from './client.js';
import { byHand, malformed, refuseRemote } from './entry-conflict.js';
import { insertProperty, type JsonLayout, jsonLayout } from './insert-property.js';
import { serverName } from './server-entry.js';

type Values = Record<string, unknown>;

/**
 * JSON with our entry in it; comments, order, indentation and every other value stay, and so does what else a person
 * gave our entry (such as `env`).
 * @throws Fault for what is no JSON object, or could not be kept
 */
export function editJson(file: string, text: string, table: string, entry: ServerEntry): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const source = text.slice(mark.length);
  const before = source.trim() === '' ? {} : readObject(file, source);
  const servers = before[table] ?? {};
  if (!isObject(servers)) throw byHand(file, `${table} is not an object`);
  const existing = servers[serverName] ?? {};
  if (!isObject(existing)) throw byHand(file, `${table}.${serverName} is not an object`);
  refuseRemote(file, existing);
  const wanted = { ...existing, ...entry };
  if (isDeepStrictEqual(existing, wanted)) return text;
  const layout = jsonLayout(source);
  const start = source.trim() === '' ? `{${layout.eol}}${layout.eol}` : source;
  const edited = isDeepStrictEqual(existing, {})
    ? add(start, table, servers, wanted, layout)
    : change(start, table, existing, entry, layout);
  // a name that stands twice, or whatever else an edit could get wrong
  const after = readObject(file, edited);
  if (!isDeepStrictEqual(after, { ...before, [table]: { ...servers, [serverName]: wanted } }))
    throw byHand(file, 'an edit would change more than the one entry');
  return mark + edited;
}

function add(source: string, table: string, servers: Values, entry: Values, layout: JsonLayout): string {
  const root = parseTree(source) as Node;
  const object = findNodeAtLocation(root, [table]);
  if (!object) return insertProperty(source, root, table, { [serverName]: entry }, layout);
  // an empty entry of our name is given its fields where it stands
  const own = serverName in servers ? findNodeAtLocation(root, [table, serverName]) : undefined;
  if (own) return applyEdits(source, modify(source, [table, serverName], entry, formatting(layout)));
  return insertProperty(source, object, serverName, entry, layout);
}

function change(source: string, table: string, existing: Values, entry: ServerEntry, layout: JsonLayout): string {
  return Object.entries(entry)
    .filter(([field, value]) => !isDeepStrictEqual(existing[field], value))
    .reduce(
      (text, [field, value]) => applyEdits(text, modify(text, [table, serverName, field], value, formatting(layout))),
      source,
    );
}

function formatting({ indent, eol }: JsonLayout) {
  const tabs = indent.startsWith('\t');
  return { formattingOptions: { insertSpaces: !tabs, tabSize: tabs ? 1 : indent.length, eol } };
}

function readObject(file: string, source: string): Values {
  const errors: ParseError[] = [];
  const value: unknown = parse(source, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    const line = source.slice(0, error.offset).split('\n').length;
    throw malformed(file, `line ${line}: ${spaced(printParseErrorCode(error.error))}`);
  }
  if (!isObject(value)) throw malformed(file, 'it is not a JSON object');
  return value;
}

/** `CloseBraceExpected` for a person: close brace expected. */
function spaced(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
