// Writes the documents that are views of definitions: the README's table, the skill's references, docs/reference and docs/rules.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './run-node.mjs';

const source = `export * from './src/knowledge/documents.ts'; export { toolTable } from './src/knowledge/tool-reference.ts';
export { tools } from './src/tools/tools.ts';
export { plainCommands } from './src/command-line/commands/plain-commands.ts';`;
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
const { tools, plainCommands, toolTable, madeDocuments, madeFolders } = await import(pathToFileURL(outfile).href);
await rm(outfile);
for (const folder of madeFolders) {
  await rm(path.join(root, folder), { recursive: true, force: true });
  await mkdir(path.join(root, folder), { recursive: true });
}
const peers = JSON.parse(await readFile(path.join(root, 'test', 'audit', 'peer-rules.json'), 'utf8'));
for (const [name, text] of madeDocuments({ tools, plainCommands, peers })) await writeFile(path.join(root, name), text);
const readme = path.join(root, 'README.md');
const text = await readFile(readme, 'utf8');
const table = `${toolTable(tools)}\n`;
await writeFile(
  readme,
  text.replace(/(<!-- tools -->\n)[\s\S]*?(<!-- \/tools -->)/, (_, before, after) => before + table + after),
);
