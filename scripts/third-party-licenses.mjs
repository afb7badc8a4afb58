import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Files copied beside the bundle that esbuild does not know of. */
const copied = ['node_modules/web-tree-sitter', 'node_modules/tree-sitter-python', 'node_modules/dockerode'];

/**
 * The licences of everything that ended up in dist/, one section per package: bundling must not strip what the
 * authors ask to be kept. `metafile` is esbuild's.
 */
export async function thirdPartyLicenses(root, metafile) {
  const bundled = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = new Set([...copied, ...bundled.map(packageFolder).filter((folder) => folder !== null)]);
  const sections = await Promise.all([...folders].sort().map((folder) => section(path.join(root, folder))));
  return `${sections.join('\n\n')}\n`;
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` is in `node_modules/a/node_modules/@b/c`. */
function packageFolder(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? null;
}

async function section(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const heading = `${name} ${version} (${license ?? 'see below'})`;
  return [heading, '='.repeat(heading.length), ...texts.map((text) => text.trim())].join('\n');
}
