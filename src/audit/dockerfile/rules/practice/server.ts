import type { Program } from './start-command.js';

/** How a server is told where to listen, from its own documentation. */
export interface Server {
  name: string;
  matches(program: Pick<Program, 'name' | 'words'>): boolean;
  host?: readonly string[];
  port?: readonly string[];
  /** Options that take `host:port`. */
  bind?: readonly string[];
  /** An address among the words, without an option. */
  address?(words: readonly string[]): string | undefined;
  hostVariables?: readonly string[];
  portVariables?: readonly string[];
  /** Words that say that it listens on no address at all, such as a socket. */
  elsewhere?: RegExp;
  /** Words that name a settings file. */
  configuration?: RegExp;
  /** A settings file that it finds by itself. */
  file?: RegExp;
  /** Most projects have that file, so nothing is said where the context is not known. */
  usuallyConfigured?: boolean;
  /** Images that come with an address of their own. */
  image?: RegExp;
  /** What a port without a host listens on. */
  barePortHost?: string;
  defaultHost(environment: ReadonlyMap<string, string | null>): string | null;
  defaultPort: number | null;
  /** What to add: `--host 0.0.0.0`. */
  remedy: string;
}

export const loopback = () => '127.0.0.1';
export const everywhere = () => '0.0.0.0';
export const named =
  (name: string, ...verbs: string[]) =>
  (program: Pick<Program, 'name' | 'words'>) =>
    program.name === name &&
    (verbs.length === 0 || verbs.includes(program.words.find((word) => !word.startsWith('-')) ?? ''));
