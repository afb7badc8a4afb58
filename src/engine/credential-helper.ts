import { execFile } from 'node:child_process';
import * as z from 'zod';
import type { Surroundings } from './docker-config.js';
import { findProgram } from './find-program.js';

/** What came of asking a helper: its answer, null where it knows nothing, or why it could not be asked. */
export type HelperAnswer<T> = { found: T | null } | { problem: string };

const patienceMs = 20_000;
const longestAnswer = 1024 * 1024;
/** What helpers say, on either stream, where they have nothing (docker-credential-helpers, credentials/error.go). */
const nothing = /credentials not found|no credentials server URL|no credentials username/i;

const credentialsSchema = z.object({ Username: z.string(), Secret: z.string() });
const listSchema = z.record(z.string(), z.string());

/** Asks for the login of a registry: the address on stdin, JSON on stdout (the docker-credential-helpers protocol). */
export function getFromHelper(
  helper: string,
  server: string,
  surroundings: Surroundings,
): Promise<HelperAnswer<{ username: string; secret: string }>> {
  return ask(helper, 'get', server, surroundings, (answer) => {
    const parsed = credentialsSchema.safeParse(answer);
    if (!parsed.success) return null;
    return { username: parsed.data.Username, secret: parsed.data.Secret };
  });
}

/** The addresses that a helper has logins for. */
export function listFromHelper(helper: string, surroundings: Surroundings): Promise<HelperAnswer<string[]>> {
  return ask(helper, 'list', '', surroundings, (answer) => {
    const parsed = listSchema.safeParse(answer);
    return parsed.success ? Object.keys(parsed.data) : null;
  });
}

/** Nothing that a helper writes is repeated: it may hold a secret. */
async function ask<T>(
  helper: string,
  verb: 'get' | 'list',
  input: string,
  surroundings: Surroundings,
  read: (answer: unknown) => T | null,
): Promise<HelperAnswer<T>> {
  // a name from the configuration, never a path
  if (!/^[A-Za-z0-9._-]+$/.test(helper)) return { problem: 'Docker’s configuration names no valid credential helper' };
  const name = `docker-credential-${helper}`;
  const program = await findProgram(name, surroundings);
  if (!program) return { problem: `${name}, which Docker’s configuration names, is not found` };
  const options = { timeout: patienceMs, maxBuffer: longestAnswer, env: { ...surroundings.env } };
  return new Promise((resolve) => {
    const child = execFile(program, [verb], options, (error, stdout, stderr) => {
      if (error && nothing.test(`${stdout}\n${stderr}`)) resolve({ found: null });
      else if (error?.killed) resolve({ problem: `${name} does not answer within ${patienceMs / 1000} s` });
      else if (error) resolve({ problem: `${name} failed (${error.code ?? error.signal})` });
      else {
        const found = read(parseJson(stdout));
        resolve(found === null ? { problem: `${name} answers with something else than credentials` } : { found });
      }
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
