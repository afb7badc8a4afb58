import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Activity } from '../../activity.js';
import { currentSurroundings } from '../../engine/docker-config.js';
import { findProgram } from '../../engine/find-program.js';
import { type Finding, ok } from '../check.js';

const run = promisify(execFile);
const patienceMs = 120_000;
const id = 'signature';

/**
 * Signs the image by its digest where cosign is installed and has something to sign with: the key that COSIGN_KEY names, or
 * the identity that a CI job has. It is never left to ask in a browser. That nothing was signed is said.
 */
export async function signImage(
  reference: string,
  activity: Activity,
  surroundings = currentSurroundings(),
): Promise<Finding> {
  const { env } = surroundings;
  const program = await findProgram('cosign', surroundings);
  if (!program) return notSigned('cosign is not installed');
  const keyless = Boolean(env.SIGSTORE_ID_TOKEN || env.ACTIONS_ID_TOKEN_REQUEST_URL);
  if (!env.COSIGN_KEY && !keyless) return notSigned('cosign has no key (COSIGN_KEY) and no identity of a CI job');
  // a key's text is taken from the environment by cosign itself, so that it is in no argument
  const isText = env.COSIGN_KEY?.includes('-----BEGIN') === true;
  const key = env.COSIGN_KEY ? ['--key', isText ? 'env://COSIGN_KEY' : env.COSIGN_KEY] : [];
  activity.report(`cosign: signing ${reference}`);
  try {
    await run(program, ['sign', '--yes', ...key, reference], {
      env: { ...env },
      timeout: patienceMs,
      signal: activity.signal,
    });
    return ok(id, `by cosign, ${key.length > 0 ? 'with the key of COSIGN_KEY' : 'with the identity of the CI job'}`);
  } catch (error) {
    activity.signal.throwIfAborted();
    const { code, killed } = error as { code?: unknown; killed?: boolean };
    // its own words may hold what it signs with
    return {
      id,
      status: 'warn',
      detail: `cosign ${killed ? 'did not end in time' : `failed (exit code ${code})`}: not signed`,
    };
  }
}

function notSigned(why: string): Finding {
  return { id, status: 'not-measured', detail: `not signed: ${why}` };
}
