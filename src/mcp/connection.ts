import type { McpServer } from '@modelcontextprotocol/server';
import type { ServerState } from './server-state.js';

export interface ServerSettings {
  /** Folders that paths must lie under; none allows any path that the user can read. */
  roots?: string[];
  /** Nothing is written, built, run or pushed. */
  readOnly?: boolean;
  /** The tools that are offered, by name; all where it is left out. */
  tools?: string[];
  /** Shared by the connections of one process, so that a call can attach to work that another one started. */
  state?: ServerState;
}

/** What the handlers of one connection share. */
export interface Connection {
  server: McpServer;
  settings: ServerSettings;
  state: ServerState;
}
