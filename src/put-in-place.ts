import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes a file at once or not at all: through a temporary one beside it, which takes its place. */
export async function putInPlace(target: string, content: string | Buffer, mode: number): Promise<void> {
  const temporary = join(dirname(target), `.dockwright-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeFile(temporary, content, { mode, flag: 'wx' });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
