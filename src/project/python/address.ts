import { asPort } from '../declared-start.js';
import type { Launch } from './launches.js';
import type { Setting } from './settings-values.js';

/** How a file that starts itself is told its address: by options, by variables, or not at all. */
export interface Address {
  port: number | null;
  /** Words to append to the command, `--port ${PORT}`. */
  words: string[];
  /** Variables to set, whose values may hold `${PORT}`. */
  environment: Record<string, string>;
  readsPort: boolean;
  /** The code decides, and nothing outside can move it. */
  fixed: boolean;
  loopback: boolean;
}

/** What a server does where its call says nothing. */
interface Defaults {
  port: number;
  host: 'all' | 'loopback';
  /** Variables that it reads itself when the call leaves them out. */
  hostVariable?: string;
  portVariable?: string;
}

const defaults: Record<string, Defaults> = {
  uvicorn: { port: 8000, host: 'loopback' },
  hypercorn: { port: 8000, host: 'loopback' },
  waitress: { port: 8080, host: 'all' },
  granian: { port: 8000, host: 'loopback' },
  aiohttp: { port: 8080, host: 'all' },
  nicegui: { port: 8080, host: 'all' },
  fasthtml: { port: 5001, host: 'all', portVariable: 'PORT' },
  flask: { port: 5000, host: 'loopback' },
  quart: { port: 5000, host: 'loopback' },
  dash: { port: 8050, host: 'loopback', hostVariable: 'HOST', portVariable: 'PORT' },
  sanic: { port: 8000, host: 'loopback' },
  robyn: { port: 8080, host: 'loopback', hostVariable: 'ROBYN_HOST', portVariable: 'ROBYN_PORT' },
  tornado: { port: 8888, host: 'all' },
  bottle: { port: 8080, host: 'loopback' },
  gradio: { port: 7860, host: 'loopback', hostVariable: 'GRADIO_SERVER_NAME', portVariable: 'GRADIO_SERVER_PORT' },
  fastmcp: { port: 8000, host: 'loopback', hostVariable: 'FASTMCP_HOST', portVariable: 'FASTMCP_PORT' },
  connexion: { port: 8080, host: 'loopback' },
  'slack-bolt': { port: 3000, host: 'all' },
  flet: { port: 8000, host: 'all', portVariable: 'FLET_SERVER_PORT' },
};
const otherwise: Defaults = { port: 8000, host: 'all' };
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1']);

/** The address that a launch listens on, and how it is moved to 0.0.0.0 and `${PORT}`. */
export function addressOf(launch: Launch): Address {
  const by = defaults[launch.by] ?? otherwise;
  const words: string[] = [];
  const environment: Record<string, string> = {};
  const reachable = launch.host?.value === '0.0.0.0' || launch.host?.value === '::' || launch.host?.value === '';
  const host = reachable || move(launch.host, by.hostVariable, '0.0.0.0', words, environment);
  const port = move(launch.port, by.portVariable, '${PORT}', words, environment);
  // A variable called PORT is set by whoever runs the container; it needs no copy of itself.
  const readsPort = environment.PORT === '${PORT}';
  if (readsPort) delete environment.PORT;
  const literalHost = launch.host?.value;
  return {
    port: asPort(launch.port?.value) ?? by.port,
    words,
    environment,
    readsPort,
    fixed: !port,
    loopback: host
      ? false
      : typeof literalHost === 'string'
        ? loopbackHosts.has(literalHost)
        : launch.host === null && by.host === 'loopback',
  };
}

/** Arranges for a setting to have a value; false where only the code can change it. */
function move(
  setting: Setting | null,
  variable: string | undefined,
  value: string,
  words: string[],
  environment: Record<string, string>,
): boolean {
  if (setting?.environment) environment[setting.environment] = value;
  else if (setting?.option) words.push(setting.option, value);
  else if ((setting === null || setting.value === null) && variable) environment[variable] = value;
  else return false;
  return true;
}
