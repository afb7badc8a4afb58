// Starts the server inside a desktop bundle. Its arguments are the folders that the client's settings name, none of
// which can be a flag there; an unset one arrives as the name of its placeholder.
import { fileURLToPath } from 'node:url';

const cli = new URL('../dist/cli.js', import.meta.url);
const roots = process.argv.slice(2).filter((folder) => folder !== '' && !folder.startsWith('${'));
const readOnly = process.env.DOCKWRIGHT_BUNDLE_READ_ONLY === 'true' ? ['--read-only'] : [];
process.argv = [
  process.execPath,
  fileURLToPath(cli),
  'mcp',
  ...roots.flatMap((folder) => ['--root', folder]),
  ...readOnly,
];
await import(cli.href);
