import { execFile } from 'node:child_process';
import type { User } from './assistant.js';

/**
 * The assistant's user: takes the defaults unless they know better, agrees to what they are shown, and runs the command that mends
 * something themselves.
 */
export function createUser(known: Record<string, string>): User & { ran: string[] } {
  const ran: string[] = [];
  return {
    ran,
    answer: ({ id, default: fallback }) => known[id] ?? fallback,
    async decide(condition, shown) {
      if (/applied/.test(condition)) {
        const command = /"?command"?: ?("(?:[^"\\]|\\.)*")/.exec(shown)?.[1];
        if (command === undefined) return false;
        ran.push(JSON.parse(command));
        await run(ran.at(-1) as string);
      }
      return /\b(?:agree|agreed|yes|want)\b/.test(condition);
    },
  };
}

function run(command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile('/bin/sh', ['-c', command], { timeout: 60_000 }, (error, _stdout, stderr) =>
      error ? reject(new Error(`${command}: ${stderr}`)) : resolve(),
    );
  });
}
