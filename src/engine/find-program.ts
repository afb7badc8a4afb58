import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Surroundings } from './docker-config.js';

/** Where Docker Desktop, Homebrew and the distributions put programs that a desktop application's short PATH lacks. */
const usualFolders: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/local/bin', '/usr/bin', '/snap/bin', '/opt/docker-desktop/bin'],
  darwin: ['/usr/local/bin', '/opt/homebrew/bin', '/Applications/Docker.app/Contents/Resources/bin'],
  win32: ['C:\\Program Files\\Docker\\Docker\\resources\\bin'],
};

/** The full path of a program on PATH or in the usual places; null where there is none. */
export async function findProgram(name: string, { env, platform }: Surroundings): Promise<string | null> {
  const onPath = (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean);
  const file = platform === 'win32' ? `${name}.exe` : name;
  for (const folder of [...onPath, ...(usualFolders[platform] ?? [])]) {
    const path = join(folder, file);
    const there = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return null;
}
