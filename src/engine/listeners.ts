import type { Engine } from './connect.js';
import { execInContainer } from './exec.js';

const script = `
import sys
found = set()
for name in ('/proc/net/tcp', '/proc/net/tcp6'):
    try: lines = open(name).read().splitlines()[1:]
    except OSError: continue
    for line in lines:
        fields = line.split()
        if fields[3] != '0A': continue
        address, port = fields[1].rsplit(':', 1)
        if int(port, 16) == int(sys.argv[1]): found.add('loopback' if address in ('0100007F', '0' * 24 + '01000000') else 'any')
print(' '.join(sorted(found)))
`;

/**
 * Whether something in the container listens on a port where it can be reached from outside. An engine's proxy accepts a
 * connection for a port that nobody listens on, so that a connection alone proves nothing.
 * @returns null where the image has nothing to look with
 */
export async function isListening(
  engine: Engine,
  id: string,
  port: number,
  signal: AbortSignal,
): Promise<boolean | null> {
  try {
    const { exitCode, stdout } = await execInContainer(engine, id, ['python3', '-c', script, String(port)], signal);
    return exitCode === 0 ? stdout.split(/\s+/).includes('any') : null;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}
