import type { Client } from './client.js';
import { type Place, pathsOf, settingsFolder } from './place.js';

const fileName = 'claude_desktop_config.json';

export const claudeDesktop: Client = {
  id: 'claude-desktop',
  title: 'Claude Desktop',
  format: 'json',
  table: 'mcpServers',
  userFile,
  projectFile: null,
  next: 'Quit Claude Desktop and start it again.',
};

/** The Windows Store's package keeps its files elsewhere; its folders are there only where it is installed. */
async function userFile(place: Place): Promise<string> {
  const { join } = pathsOf(place);
  const usual = join(settingsFolder(place), 'Claude', fileName);
  if (place.platform !== 'win32') return usual;
  const local = place.env.LOCALAPPDATA ?? join(place.home, 'AppData', 'Local');
  const packages = (await place.names(join(local, 'Packages'))).filter((name) =>
    /^(?:AnthropicPBC\.)?Claude_/i.test(name),
  );
  const store = packages.sort().map((name) => join(local, 'Packages', name, 'LocalCache', 'Roaming', 'Claude'));
  const candidates = [...store, join(settingsFolder(place), 'Claude')];
  for (const folder of candidates) if ((await place.names(folder)).includes(fileName)) return join(folder, fileName);
  return join(candidates[0] as string, fileName);
}
