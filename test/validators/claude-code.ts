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
 * Runs Claude Code. It is given a home folder of its own and no variable of this process: what is asked of it here needs no login,
 * and it finds none. @returns its exit code and what it printed
 */
export function claudeCode(args: string[], home: string, path = ''): Promise<{ code: number; said: string }> {
  const env = { HOME: home, USERPROFILE: home, PATH: path + (process.env.PATH ?? ''), DISABLE_AUTOUPDATER: '1' };
  return new Promise((resolve) => {
    execFile(program, args, { cwd: home, env, timeout: 50_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? ((error as { code?: number }).code ?? -1) : 0, said: stdout || stderr }),
    );
  });
}

/** Validates a plugin as Claude Code itself does; warnings count. */
export async function validatePlugin(folder: string, home: string): Promise<{ code: number; report: unknown }> {
  const { code, said } = await claudeCode(['plugin', 'validate', '--strict', '--json', folder], home);
  return { code, report: JSON.parse(said) };
}
