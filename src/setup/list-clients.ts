import { stat } from 'node:fs/promises';
import { parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import type { Client } from './client.js';
import { clients } from './clients.js';
import { type Place, pathsOf } from './place.js';
import { readOrNull } from './plan-setup.js';
import { serverName } from './server-entry.js';

/** A client as it is found on this machine. */
export interface FoundClient {
  id: string;
  title: string;
  /** Its folder or file is there. */
  found: boolean;
  /** Its file starts our server; null where that file cannot be read. */
  configured: boolean | null;
  file: string;
  projectFile: string | null;
}

/** Every client, whether it is used here, and whether it knows of us already; nothing is changed. */
export async function listClients(place: Place): Promise<FoundClient[]> {
  return Promise.all(clients.map((client) => look(client, place)));
}

async function look(client: Client, place: Place): Promise<FoundClient> {
  const file = await client.userFile(place);
  const marks = client.marks?.(place) ?? [pathsOf(place).dirname(file)];
  const there = await Promise.all(
    [file, ...marks].map((path) =>
      stat(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return {
    id: client.id,
    title: client.title,
    found: there.includes(true),
    configured: await isConfigured(client, file),
    file,
    projectFile: client.projectFile?.join('/') ?? null,
  };
}

async function isConfigured({ format, table }: Client, file: string): Promise<boolean | null> {
  try {
    const text = (await readOrNull(file)) ?? '';
    const settings = format === 'json' ? parseJson(text) : parseToml(text, { integersAsBigInt: 'asNeeded' });
    return settings?.[table]?.[serverName] !== undefined;
  } catch {
    return null;
  }
}
