import { rootImage, type Stage } from '../../model/stages.js';
import { expand } from '../../model/variables.js';
import type { RuleSettings } from '../../rule-settings.js';
import { imageEnvironment } from './image-environment.js';
import type { Server } from './server.js';
import { servers } from './servers.js';
import { type Program, startedPrograms, startOf } from './start-command.js';

/** An address that a container of a stage's image listens on. */
export interface Listener {
  program: Program;
  server: Server;
  /** Null where it is not known. */
  host: string | null;
  /** The host was chosen, not left to the server's default. */
  chosen: boolean;
  port: number | null;
}

/** Servers that the image starts, as far as its CMD and ENTRYPOINT say. */
export function listenersOf(stage: Stage, { contextFiles }: RuleSettings): Listener[] {
  const environment = imageEnvironment(stage);
  const image = rootImage(stage) ?? '';
  return startedPrograms(startOf(stage)).flatMap((program) => {
    const server = servers.find((candidate) => candidate.matches(program));
    if (!server || server.image?.test(image)) return [];
    return readListener(program, server, environment, contextFiles) ?? [];
  });
}

function readListener(
  program: Program,
  server: Server,
  environment: ReadonlyMap<string, string | null>,
  contextFiles: readonly string[] | null,
): Listener | null {
  const { words } = program;
  if (words.some((word) => server.elsewhere?.test(word))) return null;
  const known = (text: string | null) =>
    text === null ? null : program.expanded ? expand(text, environment) : text.includes('$') ? null : text;
  const address = optionOf(words, server.bind) ?? server.address?.(words);
  if (address !== undefined) return { program, server, chosen: true, ...splitAddress(known(address), server) };
  const host = optionOf(words, server.host);
  const port = optionOf(words, server.port);
  const hostVariable = server.hostVariables?.find((name) => environment.has(name));
  const portVariable = server.portVariables?.find((name) => environment.has(name));
  const configured = words.some((word) => server.configuration?.test(word)) || isConfigured(server, contextFiles);
  const chosenHost =
    host !== undefined ? known(host) : hostVariable ? hostPart(environment.get(hostVariable) ?? null) : undefined;
  const chosenPort =
    port !== undefined ? known(port) : portVariable ? (environment.get(portVariable) ?? null) : undefined;
  return {
    program,
    server,
    host: chosenHost !== undefined ? chosenHost : configured ? null : server.defaultHost(environment),
    chosen: chosenHost !== undefined,
    port: chosenPort !== undefined ? portNumber(chosenPort) : configured || hostVariable ? null : server.defaultPort,
  };
}

/** A settings file that the server reads by itself may say anything; where the context is not known, one that most have counts as there. */
function isConfigured({ file, usuallyConfigured }: Server, contextFiles: readonly string[] | null): boolean {
  if (!file) return false;
  return contextFiles ? contextFiles.some((path) => file.test(path)) : (usuallyConfigured ?? false);
}

function optionOf(words: readonly string[], names: readonly string[] | undefined): string | undefined {
  if (!names) return undefined;
  for (const [index, word] of words.entries())
    for (const name of names) {
      if (word === name) return words[index + 1]?.startsWith('-') ? '' : (words[index + 1] ?? '');
      if (
        name.startsWith('--')
          ? word.startsWith(`${name}=`)
          : word.startsWith(name) && word.length > name.length && !word.startsWith('--')
      )
        return word.slice(name.length).replace(/^=/, '');
    }
  return undefined;
}

function splitAddress(address: string | null, server: Server): { host: string | null; port: number | null } {
  if (address === null || /^(?:unix|fd):/.test(address)) return { host: null, port: null };
  const plain = address.replace(/^tcp:\/\/|^https?:\/\//, '');
  if (/^\d+$/.test(plain)) return { host: server.barePortHost ?? null, port: portNumber(plain) };
  const at = plain.lastIndexOf(':');
  if (at < 0) return { host: plain, port: server.defaultPort };
  return { host: plain.slice(0, at), port: portNumber(plain.slice(at + 1)) };
}

/** `http://localhost:5000;...` of ASPNETCORE_URLS, `127.0.0.1:11434` of OLLAMA_HOST. */
function hostPart(value: string | null): string | null {
  return value === null ? null : (/^(?:[a-z]+:\/\/)?(\[[^\]]*\]|[^:/;]*)/.exec(value)?.[1] ?? null);
}

function portNumber(text: string | null): number | null {
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : null;
}

/** Reached from within the container only. */
export function isLoopback(host: string | null): boolean {
  return host !== null && /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host);
}
