import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const name = process.platform === 'win32' ? 'claude.exe' : 'claude';
const program = fileURLToPath(
  new URL(`./node_modules/@anthropic-ai/claude-code-${process.platform}-${process.arch}/${name}`, import.meta.url),
);

/** Null when the plugin validator can run, else why not. */
export const claudeCodeMissing: string | null = existsSync(program) ? null : 'not installed: npm run validators';

// what is only skipped here is a failure there
if (claudeCodeMissing && process.env.CI && process.platform === 'linux') throw new Error(claudeCodeMissing);

/**
 * Validates a plugin as Claude Code itself does. It is given a home folder of its own and no variable of this process: it
 * needs no login, and finds none.
 */
export function validatePlugin(folder: string, home: string): Promise<{ code: number; report: unknown }> {
  const env = { HOME: home, USERPROFILE: home, PATH: process.env.PATH ?? '', DISABLE_AUTOUPDATER: '1' };
  const args = ['plugin', 'validate', '--strict', '--json', folder];
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd: home, env, timeout: 50_000 }, (error, stdout, stderr) => {
      const code = error ? ((error as { code?: number }).code ?? -1) : 0;
      try {
        resolve({ code, report: JSON.parse(stdout) });
      } catch {
        reject(new Error(`claude plugin validate ended with ${code}: ${stdout}${stderr}`));
      }
    });
  });
}
