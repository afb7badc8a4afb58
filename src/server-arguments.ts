import { parseArgs } from 'node:util';
import type { ServerSettings } from './mcp/connection.js';

const both = {
  root: { type: 'string', multiple: true },
  tools: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export interface ServerArguments {
  settings: ServerSettings;
  help: boolean;
  http?: HttpArguments;
}

/** `dockwright mcp ...`. @throws TypeError for what it does not know */
export function parseStdioArguments(args: string[]): ServerArguments {
  const { values } = parseArgs({ args, options: { ...both, 'read-only': { type: 'boolean' } } });
  return { settings: settingsOf(values, values['read-only'] === true), help: values.help === true };
}

/** Words of the command line, not yet checked. */
export interface HttpArguments {
  host: string;
  /** 0 takes a free one. */
  port: string;
  publicUrl?: string;
  allowedOrigins: string[];
  /** Name of the variable that holds the token. */
  tokenEnv?: string;
  authorizationServer?: string;
  atOnce: string;
  perMinute: string;
}

/** `dockwright serve ...`. @throws TypeError for what it does not know */
export function parseHttpArguments(args: string[]): ServerArguments {
  const { values } = parseArgs({
    args,
    options: {
      ...both,
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '3919' },
      'public-url': { type: 'string' },
      'allowed-origin': { type: 'string', multiple: true },
      'token-env': { type: 'string' },
      'authorization-server': { type: 'string' },
      'allow-writes': { type: 'boolean' },
      'at-once': { type: 'string', default: '32' },
      'per-minute': { type: 'string', default: '3000' },
    },
  });
  const { 'public-url': publicUrl, 'token-env': tokenEnv, 'authorization-server': authorizationServer } = values;
  return {
    settings: settingsOf(values, values['allow-writes'] !== true),
    help: values.help === true,
    http: {
      host: values.host,
      port: values.port,
      allowedOrigins: values['allowed-origin'] ?? [],
      atOnce: values['at-once'],
      perMinute: values['per-minute'],
      ...(publicUrl === undefined ? {} : { publicUrl }),
      ...(tokenEnv === undefined ? {} : { tokenEnv }),
      ...(authorizationServer === undefined ? {} : { authorizationServer }),
    },
  };
}

function settingsOf({ root, tools }: { root?: string[]; tools?: string }, readOnly: boolean): ServerSettings {
  return {
    readOnly,
    roots: root ?? [],
    ...(tools === undefined
      ? {}
      : {
          tools: tools
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean),
        }),
  };
}
