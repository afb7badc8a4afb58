import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { Fault } from '../fault.js';

const baselineSchema = z.object({ dockwright: z.literal('baseline/1'), findings: z.record(z.string(), z.string()) });

/** Fingerprints that were there before; null where there is no such file yet. @throws Fault `invalid-input` */
export async function readBaseline(path: string): Promise<Set<string> | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new Fault('invalid-input', `The baseline ${path} cannot be read: ${message}`, 'Check the path.');
  }
  try {
    return new Set(Object.keys(baselineSchema.parse(JSON.parse(text)).findings));
  } catch {
    throw new Fault(
      'invalid-input',
      `${path} is no baseline of dockwright.`,
      'Name a file that `--baseline` wrote, or one that does not exist yet.',
    );
  }
}

/** @param findings fingerprint to what it stands for, so that a reviewer can read the file */
export async function writeBaseline(path: string, findings: Readonly<Record<string, string>>): Promise<void> {
  const text = `${JSON.stringify({ dockwright: 'baseline/1', findings }, null, 2)}\n`;
  await writeFile(path, text).catch((error: Error) => {
    throw new Fault(
      'write-failed',
      `The baseline cannot be written: ${error.message}`,
      'Name a file in a folder that exists.',
    );
  });
}
