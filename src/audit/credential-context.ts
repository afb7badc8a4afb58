import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { credentialsIn, kindOfName } from './secrets/credential-files.js';

const mostRead = 50;
const longest = 256 * 1024;

/**
 * Which files of a build context that have the name of a credential file hold credentials; one that cannot be read is left out.
 * @param files relative to the folder, `/` between
 */
export async function readCredentialFiles(
  folder: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const named = files.filter((file) => kindOfName(`/${file}`) !== null).slice(0, mostRead);
  const judged = await Promise.all(
    named.map(async (file): Promise<[string, boolean] | null> => {
      const bytes = await readStart(join(folder, ...file.split('/'))).catch(() => null);
      if (bytes === null) return null;
      const text = bytes.includes(0) ? null : bytes.toString('utf8');
      return [file, credentialsIn(`/${file}`, text) !== null];
    }),
  );
  return new Map(judged.filter((entry) => entry !== null));
}

/** @returns null for what is longer than anyone's settings: it was not read to its end */
async function readStart(path: string): Promise<Buffer | null> {
  const file = await open(path, 'r');
  try {
    if ((await file.stat()).size > longest) return null;
    return await file.readFile();
  } finally {
    await file.close();
  }
}
