import { isDeepStrictEqual } from 'node:util';
import { parse, stringify, TomlError } from 'smol-toml';
import type { ServerEntry } from './client.js';
import { byHand, malformed, refuseRemote } from './entry-conflict.js';
import { serverName } from './server-entry.js';
import { type TomlStatement, tomlStatements } from './toml-statements.js';

type Values = Record<string, unknown>;

/**
 * TOML with our entry in it: appended as a table of its own, or changed where it stands; not a byte of the rest changes.
 * @throws Fault for what is no TOML, or cannot be kept
 */
export function editToml(file: string, text: string, table: string, entry: ServerEntry): string {
  const before = read(file, text);
  const servers = (before[table] ?? {}) as Values;
  const existing = servers[serverName] as Values | undefined;
  if (existing) refuseRemote(file, existing);
  const wanted = { ...existing, ...entry };
  if (isDeepStrictEqual(existing, wanted)) return text;
  const edited = existing ? change(file, text, table, existing, entry) : append(text, table, entry);
  const expected = { ...before, [table]: { ...servers, [serverName]: wanted } };
  let after: Values;
  try {
    after = parseToml(edited);
  } catch {
    throw byHand(file, `${table} is written in a way that takes no further table`);
  }
  if (!isDeepStrictEqual(after, expected)) throw byHand(file, 'an edit would change more than the one entry');
  return edited;
}

function append(text: string, table: string, entry: ServerEntry): string {
  const eol = lineEnd(text);
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return `${text}${gap}[${table}.${serverName}]${eol}${lines(entry).join(eol)}${eol}`;
}

/** Each setting of ours in place; those that are missing right below the table's header. */
function change(file: string, text: string, table: string, existing: Values, entry: ServerEntry): string {
  const statements = tomlStatements(text);
  const at = statements.findIndex(({ kind, start, end }) => kind === 'header' && isOurs(text.slice(start, end), table));
  if (at < 0) throw byHand(file, `${table}.${serverName} is not written as a table of its own`);
  const header = statements[at] as TomlStatement;
  const next = statements.findIndex(({ kind }, index) => index > at && kind === 'header');
  const own = statements.slice(at + 1, next < 0 ? undefined : next);
  const changed = Object.entries(entry).filter(([name, value]) => !isDeepStrictEqual(existing[name], value));
  const placed = changed.map(([name, value]) => ({
    text: setting(name, value),
    place: own.find(({ start, end }) => new RegExp(`^(["']?)${name}\\1\\s*=`).test(text.slice(start, end))),
  }));
  const missing = placed.filter(({ place }) => !place).map(({ text: line }) => lineEnd(text) + line);
  const below = endOfLine(text, header.end);
  const edits = [
    ...placed.flatMap(({ place, text: line }) => (place ? [{ start: place.start, end: place.end, text: line }] : [])),
    { start: below, end: below, text: missing.join('') },
  ];
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((edited, { start, end, text: piece }) => edited.slice(0, start) + piece + edited.slice(end), text);
}

function isOurs(header: string, table: string): boolean {
  const names = header
    .slice(1, -1)
    .split('.')
    .map((name) => name.trim().replace(/^(["'])(.*)\1$/, '$2'));
  return names.length === 2 && names[0] === table && names[1] === serverName;
}

/** Before the line end, after a comment that stands in the line. */
function endOfLine(text: string, at: number): number {
  const end = /\r?\n|$/.exec(text.slice(at));
  return at + (end?.index ?? 0);
}

function lines(entry: ServerEntry): string[] {
  return Object.entries(entry).map(([name, value]) => setting(name, value));
}

function setting(name: string, value: unknown): string {
  return stringify({ [name]: value }).trimEnd();
}

function read(file: string, text: string): Values {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw malformed(
      file,
      `line ${error.line}: ${error.message.split('\n')[0]?.replace('Invalid TOML document: ', '')}`,
    );
  }
}

function parseToml(text: string): Values {
  // its objects have no prototype; those that they are compared with have one
  return structuredClone(parse(text, { integersAsBigInt: 'asNeeded' }));
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
