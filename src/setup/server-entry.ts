import type { Client, ServerEntry } from './client.js';

export const serverName = 'dockwright';

/** What a client runs: npx, through cmd on Windows, where npx is a script that not every client can start. */
export function serverEntry({ fields }: Client, platform: NodeJS.Platform, serverArguments: string[]): ServerEntry {
  const words = ['npx', '-y', 'dockwright', 'mcp', ...serverArguments];
  const [command = '', ...args] = platform === 'win32' ? ['cmd', '/c', ...words] : words;
  const { type, ...others } = fields ?? {};
  return { ...(type === undefined ? {} : { type }), command, args, ...others };
}
