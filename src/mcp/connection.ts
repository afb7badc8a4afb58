import type { McpServer } from '@modelcontextprotocol/server';
import type { LongAnswers } from '../tools/long-answers.js';
import type { LongWork } from '../tools/long-work.js';
import type { Outcome } from '../tools/tool.js';

export interface ServerSettings {
  /** Folders that paths must lie under; none allows any path that the user can read. */
  roots?: string[];
  /** Shared by the connections of one process, so that a call can attach to work that another one started. */
  longWork?: LongWork<Outcome<Record<string, unknown>>>;
  /** Shared likewise, so that one connection can read what another one was answered. */
  longAnswers?: LongAnswers;
}

/** What the handlers of one connection share. */
export interface Connection {
  server: McpServer;
  settings: ServerSettings;
  longWork: LongWork<Outcome<Record<string, unknown>>>;
  longAnswers: LongAnswers;
  /** What was shown and not yet agreed to, by tool and path; a `confirm: true` holds for that alone. */
  shown: Map<string, string>;
}
