// Writes the documents that are views of the tools' definitions: the README's table, the skill's references.
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './run-node.mjs';

const source = `export * from './src/knowledge/tool-reference.ts'; export { tools } from './src/tools/tools.ts';`;
const outfile = path.join(root, 'dist', '.docs.mjs');
await build({
  absWorkingDir: root,
  stdin: { contents: source, resolveDir: root },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile,
});
const { tools, toolTable, toolReference, principleReference } = await import(pathToFileURL(outfile).href);
const references = path.join(root, 'skill', 'dockwright', 'references');
await writeFile(path.join(references, 'tools.md'), toolReference(tools));
await writeFile(path.join(references, 'principles.md'), principleReference());
const readme = path.join(root, 'README.md');
const text = await readFile(readme, 'utf8');
const table = `${toolTable(tools)}\n`;
await writeFile(
  readme,
  text.replace(/(<!-- tools -->\n)[\s\S]*?(<!-- \/tools -->)/, (_, before, after) => before + table + after),
);
await rm(outfile);
