import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Machine } from './machine.js';
import { type Place, readSmallFile } from './place.js';

/** What a file sets for the virtual machine that an engine runs in; null where it leaves the product's default. */
export interface VirtualMachineSettings {
  path: string;
  memoryBytes: number | null;
  cpus: number | null;
  swapBytes: number | null;
  diskBytes: number | null;
}

export interface DesktopSettings extends VirtualMachineSettings {
  /** The file is there and is no JSON object. */
  malformed: boolean;
  /** Stops the machine when nothing runs. */
  resourceSaver: boolean | null;
  /** Its engine lives in WSL 2, where .wslconfig sets memory and processors. */
  wsl: boolean | null;
}

const mebi = 2 ** 20;
const gibi = 2 ** 30;

/** Docker Desktop's settings: settings-store.json since 4.35, settings.json before; they spell the names differently. */
export async function readDesktopSettings(place: Place, machine: Machine): Promise<DesktopSettings | null> {
  for (const folder of await desktopFolders(place, machine))
    for (const name of ['settings-store.json', 'settings.json']) {
      const path = join(folder, name);
      const text = await readSmallFile(path);
      if (text !== null) return desktopSettingsOf(path, text);
    }
  return null;
}

async function desktopFolders(place: Place, machine: Machine): Promise<string[]> {
  const { platform, home, env } = place.surroundings;
  if (platform === 'darwin') return [join(home, 'Library', 'Group Containers', 'group.com.docker')];
  if (platform === 'win32') return [join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Docker')];
  const own = join(home, '.docker', 'desktop');
  return [own, ...(await windowsHomes(place, machine)).map((user) => join(user, 'AppData', 'Roaming', 'Docker'))];
}

/** Homes of Windows' users as WSL shows them: /mnt/c/Users. */
async function windowsHomes({ root }: Place, machine: Machine): Promise<string[]> {
  if (!machine.wsl) return [];
  const users = join(root, '/mnt/c/Users');
  const names = await readdir(users).catch(() => []);
  return names
    .filter((name) => !['Public', 'Default', 'All Users', 'Default User'].includes(name))
    .map((name) => join(users, name));
}

export function desktopSettingsOf(path: string, text: string): DesktopSettings {
  const fields = new Map<string, unknown>();
  let malformed = true;
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    malformed = typeof value !== 'object' || value === null || Array.isArray(value);
    if (!malformed) for (const [name, inner] of Object.entries(value as object)) fields.set(name.toLowerCase(), inner);
  } catch {
    // said by `malformed`
  }
  const number = (name: string, unit: number) => {
    const value = fields.get(name);
    return typeof value === 'number' && value >= 0 ? value * unit : null;
  };
  const flag = (name: string) => (typeof fields.get(name) === 'boolean' ? (fields.get(name) as boolean) : null);
  return {
    path,
    malformed,
    memoryBytes: number('memorymib', mebi),
    cpus: number('cpus', 1),
    swapBytes: number('swapmib', mebi),
    diskBytes: number('disksizemib', mebi),
    resourceSaver: flag('useresourcesaver'),
    wsl: flag('wslengineenabled'),
  };
}

/** The section [wsl2] of .wslconfig in the home of Windows' user, seen from Windows or from WSL. */
export async function readWslSettings(place: Place, machine: Machine): Promise<VirtualMachineSettings | null> {
  const { platform, home, env } = place.surroundings;
  const homes = platform === 'win32' ? [env.USERPROFILE ?? home] : await windowsHomes(place, machine);
  for (const folder of homes) {
    const path = join(folder, '.wslconfig');
    const text = await readSmallFile(path);
    if (text !== null) return wslSettingsOf(path, text);
  }
  return null;
}

export function wslSettingsOf(path: string, text: string): VirtualMachineSettings {
  const section = /^\s*\[wsl2\]\s*$([\s\S]*?)(?=^\s*\[|$(?![\s\S]))/im.exec(text)?.[1] ?? '';
  const field = (name: string) => new RegExp(`^\\s*${name}\\s*=\\s*([^#\\r\\n]*)`, 'im').exec(section)?.[1]?.trim();
  return {
    path,
    memoryBytes: binarySize(field('memory')),
    cpus: Number(field('processors')) || null,
    swapBytes: binarySize(field('swap')),
    diskBytes: binarySize(field('defaultVhdSize')),
  };
}

/** `8GB` and `512MB` mean powers of two there. */
function binarySize(text: string | undefined): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*(GB|MB|KB)?$/i.exec(text ?? '');
  if (!found) return null;
  const units: Record<string, number> = { GB: gibi, MB: mebi, KB: 1024 };
  return Math.round(Number(found[1]) * (units[(found[2] ?? '').toUpperCase()] ?? 1));
}

/** What Colima was started with last: memory and disk in GiB. */
export async function readColimaSettings(place: Place, profile: string): Promise<VirtualMachineSettings | null> {
  const { home, env } = place.surroundings;
  const folders = [
    env.COLIMA_HOME,
    join(home, '.colima'),
    join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'colima'),
  ];
  for (const folder of folders) {
    if (!folder) continue;
    const path = join(folder, profile, 'colima.yaml');
    const text = await readSmallFile(path);
    if (text !== null) return colimaSettingsOf(path, text);
  }
  return null;
}

export function colimaSettingsOf(path: string, text: string): VirtualMachineSettings {
  let fields: Record<string, unknown> = {};
  try {
    fields = (parse(text, { maxAliasCount: 10 }) as Record<string, unknown> | null) ?? {};
  } catch {
    // a file that cannot be read sets nothing
  }
  const size = (name: string) => (typeof fields[name] === 'number' ? (fields[name] as number) * gibi : null);
  return {
    path,
    memoryBytes: size('memory'),
    cpus: typeof fields.cpu === 'number' ? fields.cpu : null,
    swapBytes: null,
    diskBytes: size('disk'),
  };
}
