import { claudeDesktop } from './claude-desktop.js';
import type { Client } from './client.js';
import { type Place, pathsOf, settingsFolder } from './place.js';

/** A file below the user's home folder, the same on every platform. */
const inHome =
  (...parts: string[]) =>
  async (place: Place) =>
    pathsOf(place).join(place.home, ...parts);

const claudeCode: Client = {
  id: 'claude-code',
  title: 'Claude Code',
  format: 'json',
  table: 'mcpServers',
  fields: { type: 'stdio' },
  userFile: async (place) => pathsOf(place).join(place.env.CLAUDE_CONFIG_DIR || place.home, '.claude.json'),
  projectFile: ['.mcp.json'],
  marks: (place) => {
    const { join } = pathsOf(place);
    return [place.env.CLAUDE_CONFIG_DIR || join(place.home, '.claude'), join(place.home, '.claude.json')];
  },
  next: 'Start Claude Code anew; /mcp shows the server.',
};

const vscode: Client = {
  id: 'vscode',
  title: 'Visual Studio Code',
  format: 'json',
  table: 'servers',
  fields: { type: 'stdio' },
  userFile: async (place) => pathsOf(place).join(settingsFolder(place), 'Code', 'User', 'mcp.json'),
  projectFile: ['.vscode', 'mcp.json'],
  next: 'Run "MCP: List Servers" in the command palette and start dockwright.',
};

const cursor: Client = {
  id: 'cursor',
  title: 'Cursor',
  format: 'json',
  table: 'mcpServers',
  userFile: inHome('.cursor', 'mcp.json'),
  projectFile: ['.cursor', 'mcp.json'],
  next: 'Open Cursor’s settings, MCP, and see that dockwright is on.',
};

const windsurf: Client = {
  id: 'windsurf',
  title: 'Windsurf',
  format: 'json',
  table: 'mcpServers',
  userFile: inHome('.codeium', 'windsurf', 'mcp_config.json'),
  projectFile: null,
  next: 'Refresh the MCP servers in Cascade’s panel.',
};

const zed: Client = {
  id: 'zed',
  title: 'Zed',
  format: 'json',
  table: 'context_servers',
  userFile: async (place) => {
    const { join } = pathsOf(place);
    // on macOS it follows the custom of Linux
    const parent = place.platform === 'darwin' ? join(place.home, '.config') : settingsFolder(place);
    return join(parent, place.platform === 'win32' ? 'Zed' : 'zed', 'settings.json');
  },
  projectFile: ['.zed', 'settings.json'],
  next: 'Open the agent panel’s settings and see that dockwright is green.',
};

const codex: Client = {
  id: 'codex',
  title: 'Codex',
  format: 'toml',
  table: 'mcp_servers',
  // npx may fetch the package first, which its default of 10 seconds does not allow for
  fields: { startup_timeout_sec: 60 },
  userFile: async (place) => {
    const { join } = pathsOf(place);
    return join(place.env.CODEX_HOME || join(place.home, '.codex'), 'config.toml');
  },
  projectFile: ['.codex', 'config.toml'],
  next: 'Start Codex anew; /mcp shows the server. It reads a project’s file where the project is trusted.',
};

const gemini: Client = {
  id: 'gemini',
  title: 'Gemini CLI',
  format: 'json',
  table: 'mcpServers',
  userFile: inHome('.gemini', 'settings.json'),
  projectFile: ['.gemini', 'settings.json'],
  next: 'Start Gemini CLI anew in a folder that it trusts; /mcp shows the server.',
};

/** Every client that `dockwright setup` knows. */
export const clients: readonly Client[] = [claudeDesktop, claudeCode, vscode, cursor, windsurf, zed, codex, gemini];
