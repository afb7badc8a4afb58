import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Fault } from '../fault.js';

/**
 * An absolute path from what a caller gave. With `roots`, only what lies under one of them (links
 * resolved) is allowed; with `absoluteOnly`, as over MCP, a relative path is refused.
 * @throws Fault `invalid-input`, `path-not-found`, `path-refused`
 */
export async function resolvePath(path: string, options: { roots: string[]; absoluteOnly: boolean }): Promise<string> {
  if (path.includes('\0'))
    throw new Fault('invalid-input', 'The path holds a NUL character.', 'Give the path of a folder.');
  if (options.absoluteOnly && !isAbsolute(path))
    throw new Fault(
      'invalid-input',
      `The path ${JSON.stringify(path)} is relative.`,
      'Give the absolute path of the project; a server has no folder of its own.',
    );
  const absolute = resolve(path);
  const real = await realpath(absolute).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES')
      throw new Fault(
        'path-refused',
        `${absolute} cannot be read: permission denied`,
        'Check the permissions of the folder.',
      );
    throw new Fault(
      'path-not-found',
      `${absolute} does not exist`,
      'Check the path; a project is named by its folder.',
    );
  });
  if (options.roots.length === 0) return real;
  const roots = await Promise.all(options.roots.map((root) => realpath(root).catch(() => resolve(root))));
  if (!roots.some((root) => isUnder(root, real)))
    throw new Fault(
      'path-refused',
      `${absolute} lies outside the allowed roots`,
      `Allowed: ${roots.join(', ')}. Start the server with another --root to allow it.`,
    );
  return real;
}

function isUnder(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
