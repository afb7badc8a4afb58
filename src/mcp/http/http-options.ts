import { isIP } from 'node:net';
import { Fault } from '../../fault.js';
import type { HttpArguments } from '../../server-arguments.js';
import type { Limits } from './client-limits.js';
import { readToken } from './static-token.js';

export interface HttpOptions {
  host: string;
  port: number;
  /** Where clients reach it, without a query; null where that is the address it listens on. */
  publicUrl: URL | null;
  /** Origins of browsers that may call, as they send them. */
  allowedOrigins: string[];
  token: string | null;
  authorizationServer: string | null;
  limits: Limits;
}

/** What was asked for on the command line, checked. @throws Fault `invalid-input` */
export function readHttpOptions(given: HttpArguments): HttpOptions {
  const options: HttpOptions = {
    host: given.host.replace(/^\[(.*)\]$/, '$1'),
    port: number('port', given.port, 0, 65_535),
    publicUrl: given.publicUrl === undefined ? null : publicUrl(given.publicUrl),
    allowedOrigins: given.allowedOrigins.map(origin),
    token: given.tokenEnv === undefined ? null : readToken(given.tokenEnv),
    authorizationServer: given.authorizationServer === undefined ? null : issuer(given.authorizationServer),
    limits: {
      atOnce: number('at-once', given.atOnce, 1, 10_000),
      perMinute: number('per-minute', given.perMinute, 1, 1_000_000),
    },
  };
  if (options.token !== null && options.authorizationServer !== null)
    throw new Fault('invalid-input', 'Both a token and an authorization server were named.', 'Give one of them.');
  if (!isLoopback(options.host)) checkNetwork(options);
  return options;
}

/** On a network everyone who reaches the port could use the engine: there it asks who calls. */
function checkNetwork({ host, token, authorizationServer, publicUrl }: HttpOptions): void {
  if (token === null && authorizationServer === null)
    throw new Fault(
      'invalid-input',
      `On ${host} others can reach it, and nothing asks who they are.`,
      'Give --token-env NAME or --authorization-server URL, or leave --host out.',
    );
  if (publicUrl === null && isEverywhere(host))
    throw new Fault(
      'invalid-input',
      `${host} is no address that a client can call.`,
      'Say by which they do: --public-url https://mcp.example.com/mcp',
    );
}

/** Only this machine reaches it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isEverywhere(host: string): boolean {
  return ['0.0.0.0', '::', ''].includes(host);
}

function publicUrl(text: string): URL {
  const url = webUrl('public-url', text);
  if (url.search || url.hash || url.username)
    throw new Fault('invalid-input', `--public-url has more than an address and a path.`, exampleUrl);
  return url;
}

const exampleUrl = 'Write it so: --public-url https://mcp.example.com/mcp';

function origin(text: string): string {
  const url = webUrl('allowed-origin', text);
  if (url.origin === text.replace(/\/$/, '').toLowerCase()) return url.origin;
  throw new Fault(
    'invalid-input',
    `${JSON.stringify(text)} is no origin.`,
    'Write it so: --allowed-origin https://app.example.com',
  );
}

/** Tokens are only as good as the way their keys come: not in clear over a network. */
function issuer(text: string): string {
  const url = webUrl('authorization-server', text);
  if ((url.protocol === 'https:' || isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1'))) && !url.search && !url.hash)
    return text;
  throw new Fault(
    'invalid-input',
    `The authorization server ${text} cannot be trusted: it is not reached over https, or has more than an address and a path.`,
    'Write it so: --authorization-server https://login.example.com',
  );
}

function webUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new Fault(
    'invalid-input',
    `--${name} takes an http or https URL, not ${JSON.stringify(text)}.`,
    'dockwright serve --help shows what can be given.',
  );
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
  throw new Fault(
    'invalid-input',
    `--${name} takes a number from ${least} to ${most}, not ${JSON.stringify(text)}.`,
    'dockwright serve --help shows what can be given.',
  );
}
