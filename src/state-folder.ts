import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Where the user's own state of this program lies, by the platform's custom. */
export function stateFolder(
  env: Record<string, string | undefined> = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (env.XDG_STATE_HOME) return posix.join(env.XDG_STATE_HOME, 'dockwright');
  if (platform === 'win32') return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'dockwright');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'dockwright');
  return posix.join(home, '.local', 'state', 'dockwright');
}
