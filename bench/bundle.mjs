// Bundles parts of the sources as a module, so that a bench measures them without starting the executable.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../scripts/run-node.mjs';

/**
 * @param contents an ES module that re-exports what is wanted, from the repository's root
 * @param folder where the module lies while it is loaded, for what finds its files by its own place
 */
export async function bundle(contents, folder = 'dist') {
  const outfile = path.join(root, folder, `.bench-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile);
  }
}
