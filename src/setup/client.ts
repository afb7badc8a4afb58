import type { Place } from './place.js';

/** How a client starts a server: a program and its arguments. */
export interface ServerEntry {
  command: string;
  args: string[];
  [field: string]: unknown;
}

/** A program that speaks MCP, and the file in which it is told of servers. */
export interface Client {
  /** `vscode` in `dockwright setup vscode`. */
  id: string;
  title: string;
  format: 'json' | 'toml';
  /** The table of servers in its file. */
  table: string;
  /** What its entries hold beside the command and its arguments. */
  fields?: Readonly<Record<string, unknown>>;
  /** The user's own file: where there are several places, the one that is there, else the usual one. */
  userFile(place: Place): Promise<string>;
  /** The file of a project, from the project's folder; null where it has none. */
  projectFile: readonly string[] | null;
  /** What shows that the client is used here, where the folder of its file does not. */
  marks?(place: Place): string[];
  /** What a person does next. */
  next: string;
}
