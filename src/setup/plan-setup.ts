import { readFile, realpath } from 'node:fs/promises';
import { Fault } from '../fault.js';
import { maskDiff } from '../generate/write/mask-diff.js';
import { unifiedDiff } from '../generate/write/unified-diff.js';
import type { Client } from './client.js';
import { editJson } from './edit-json.js';
import { editToml } from './edit-toml.js';
import { type Place, pathsOf } from './place.js';
import { serverEntry } from './server-entry.js';

/** A change to a client's file, not made yet. */
export interface SetupPlan {
  client: Client;
  /** As the client names it; a link stays one. */
  file: string;
  project: boolean;
  action: 'create' | 'unchanged' | 'update';
  /** What is there; null where nothing is. */
  before: string | null;
  after: string;
  /** The change with what looks like a secret masked; empty where there is none. */
  diff: string;
}

/**
 * What a client's file would become.
 * @param serverArguments follow `mcp`
 * @throws Fault where the file cannot be read or kept as it is
 */
export async function planSetup(
  client: Client,
  place: Place,
  { project, serverArguments }: { project: boolean; serverArguments: string[] },
): Promise<SetupPlan> {
  const file = await fileOf(client, place, project);
  const before = await readOrNull(file);
  const edit = client.format === 'json' ? editJson : editToml;
  const after = edit(file, before ?? '', client.table, serverEntry(client, place.platform, serverArguments));
  const action = before === null ? 'create' : after === before ? 'unchanged' : 'update';
  const diff = action === 'unchanged' ? '' : maskDiff(unifiedDiff(file.replace(/^\//, ''), before ?? '', after));
  return { client, file, project, action, before, after, diff };
}

/** The client's file where there is nothing else in it, for a person who edits by hand. */
export function newFile(client: Client, place: Place, serverArguments: string[]): string {
  const edit = client.format === 'json' ? editJson : editToml;
  return edit('', '', client.table, serverEntry(client, place.platform, serverArguments));
}

/** @throws Fault `not-supported` for the project's file of a client that has none */
export async function fileOf(client: Client, place: Place, project: boolean): Promise<string> {
  if (!project) return client.userFile(place);
  if (client.projectFile) return pathsOf(place).join(place.folder, ...client.projectFile);
  throw new Fault(
    'not-supported',
    `${client.title} has no file for a single project.`,
    `Set it up for yourself: dockwright setup ${client.id}`,
  );
}

/** A file's text; null where there is none. @throws Fault for what is there and cannot be read */
export async function readOrNull(file: string): Promise<string | null> {
  try {
    const bytes = await readFile(await realpath(file));
    const text = bytes.toString('utf8');
    if (Buffer.from(text).equals(bytes)) return text;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new Fault(
      'invalid-input',
      `${file} cannot be read (${code}).`,
      'Check its permissions, then run this again.',
    );
  }
  throw new Fault('invalid-input', `${file} is not written in UTF-8.`, 'Save it in UTF-8, then run this again.');
}
