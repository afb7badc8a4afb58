import { join } from 'node:path';
import { listSystemFolder, type Place, readSmallFile, readSystemFile } from './place.js';

/** How the engine on this machine was set up, from daemon.json and the arguments of dockerd. */
export interface DaemonSettings {
  /** The file that counts, there or not. */
  path: string;
  exists: boolean;
  /** Why the engine will not start with this file. */
  malformed: string | null;
  logOptions: Record<string, string>;
  shmSize: string | null;
  /** Names of the limits that it gives to every container. */
  ulimits: Record<string, string>;
  /** Open files that dockerd itself may have, as `soft/hard`. */
  openFiles: string | null;
}

/** Where an engine of this kind reads its settings. */
export function daemonFile(place: Place, rootless: boolean, desktop: boolean): string {
  const { platform, home, env } = place.surroundings;
  if (desktop || platform === 'darwin') return join(home, '.docker', 'daemon.json');
  if (platform === 'win32') return join(env.ProgramData ?? 'C:\\ProgramData', 'docker', 'config', 'daemon.json');
  if (rootless) return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'docker', 'daemon.json');
  return join(place.root, '/etc/docker/daemon.json');
}

/** `address` is the engine's, empty where it is not known, null where it runs elsewhere. */
export async function readDaemonSettings(place: Place, file: string, address: string | null): Promise<DaemonSettings> {
  const process = address !== null ? await findDaemon(place, address) : null;
  const given = process ? optionsOf(process.arguments) : new Map<string, string[]>();
  const path = given.get('config-file')?.[0] ?? file;
  const text = await readSmallFile(path);
  const { fields, malformed } = parseSettings(text);
  return {
    path,
    exists: text !== null,
    malformed,
    logOptions: { ...words(fields['log-opts']), ...pairs(given.get('log-opt')) },
    shmSize:
      given.get('default-shm-size')?.[0] ?? (fields['default-shm-size'] ? String(fields['default-shm-size']) : null),
    ulimits: { ...limits(fields['default-ulimits']), ...pairs(given.get('default-ulimit')) },
    openFiles: process?.openFiles ?? null,
  };
}

/** Of an engine that reads no such file and is no dockerd, whatever else runs on this machine. */
export function withoutDaemon(path: string): DaemonSettings {
  return { path, exists: false, malformed: null, logOptions: {}, shmSize: null, ulimits: {}, openFiles: null };
}

type Fields = Record<string, unknown>;

function parseSettings(text: string | null): { fields: Fields; malformed: string | null } {
  // dockerd takes an empty file for no settings
  if (text === null || text.trim() === '') return { fields: {}, malformed: null };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { fields: value as Fields, malformed: null };
    return { fields: {}, malformed: 'it holds no JSON object' };
  } catch (error) {
    return { fields: {}, malformed: (error as Error).message };
  }
}

interface Daemon {
  arguments: string[];
  openFiles: string | null;
}

/** The dockerd that listens at this address, or the only one there is. */
async function findDaemon(place: Place, address: string): Promise<Daemon | null> {
  const numbers = (await listSystemFolder(place, '/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    numbers.map(async (number): Promise<Daemon[]> => {
      if ((await readSystemFile(place, `/proc/${number}/comm`))?.trim() !== 'dockerd') return [];
      const line = (await readSystemFile(place, `/proc/${number}/cmdline`)) ?? '';
      const limit = await readSystemFile(place, `/proc/${number}/limits`);
      const files = /^Max open files\s+(\S+)\s+(\S+)/m.exec(limit ?? '');
      return [{ arguments: line.split('\0'), openFiles: files ? `${files[1]}/${files[2]}` : null }];
    }),
  );
  const daemons = found.flat();
  return (
    daemons.find((daemon) => daemon.arguments.includes(address)) ?? (daemons.length === 1 ? (daemons[0] ?? null) : null)
  );
}

/** `--name value` and `--name=value`, each name with all its values. */
function optionsOf(line: string[]): Map<string, string[]> {
  const options = new Map<string, string[]>();
  for (const [at, word] of line.entries()) {
    const found = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(word);
    if (!found) continue;
    const name = found[1] as string;
    options.set(name, [...(options.get(name) ?? []), found[2] ?? line[at + 1] ?? '']);
  }
  return options;
}

function pairs(items: string[] | undefined): Record<string, string> {
  return Object.fromEntries((items ?? []).map((item) => [item.split('=')[0], item.slice(item.indexOf('=') + 1)]));
}

function words(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries((value ?? {}) as Fields).map(([name, inner]) => [name, String(inner)]));
}

function limits(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((value ?? {}) as Fields).map(([name, inner]) => {
      const { Soft, Hard } = (inner ?? {}) as { Soft?: unknown; Hard?: unknown };
      return [name, `${Soft ?? Hard}:${Hard ?? Soft}`];
    }),
  );
}
