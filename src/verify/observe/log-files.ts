import type { Engine } from '../../engine/connect.js';
import { execInContainer } from '../../engine/exec.js';

const script = `
import os, re, sys
found = set()
def look(path):
    if re.search(r'\\.log([.-][0-9]+)?$', path): found.add(path)
for top in sys.argv[1:]:
    for folder, _, names in os.walk(top):
        for name in names[:10000]: look(os.path.join(folder, name))
for pid in os.listdir('/proc'):
    if not pid.isdigit(): continue
    try:
        for fd in os.listdir('/proc/' + pid + '/fd'): look(os.readlink('/proc/' + pid + '/fd/' + fd))
    except OSError: pass
print('\\n'.join(sorted(found)[:20]))
`;

/**
 * Log files under the writable paths, or held open anywhere. A tmpfs can only be seen from inside.
 * @returns null where the image has nothing to look with
 */
export async function findLogFiles(
  engine: Engine,
  id: string,
  paths: string[],
  signal: AbortSignal,
): Promise<string[] | null> {
  try {
    const { exitCode, stdout } = await execInContainer(engine, id, ['python3', '-c', script, ...paths], signal);
    return exitCode === 0 ? stdout.split('\n').filter(Boolean) : null;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}
