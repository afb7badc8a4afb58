// Writes the documents that are views of definitions: the README's table, the skill's references, the rules' pages.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './run-node.mjs';

const source = `export * from './src/knowledge/tool-reference.ts'; export { tools } from './src/tools/tools.ts';
export { ruleDocuments } from './src/knowledge/rule-documents.ts';`;
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
const { tools, toolTable, toolReference, principleReference, ruleDocuments } = await import(
  pathToFileURL(outfile).href
);
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
const rules = path.join(root, 'docs', 'rules');
await rm(rules, { recursive: true, force: true });
await mkdir(rules, { recursive: true });
const peers = JSON.parse(await readFile(path.join(root, 'test', 'audit', 'peer-rules.json'), 'utf8'));
for (const [name, page] of ruleDocuments(peers)) await writeFile(path.join(rules, name), page);
await rm(outfile);
