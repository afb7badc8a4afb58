import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OsvRecord, recordSchema } from './record.js';

export interface RecordCache {
  /** @param modified when the record was last changed, as OSV's batch answer says; without it, records keep for a week */
  read(id: string, modified: string | null): Promise<OsvRecord | null>;
  write(id: string, record: unknown): Promise<void>;
}

const keptForMs = 7 * 24 * 60 * 60 * 1000;

/** Records on disk, a file each. A cache that cannot be read or written is one that holds nothing. */
export function recordCache(folder: string): RecordCache {
  // a colon is not for Windows
  const fileOf = (id: string) => join(folder, `${id.replaceAll(':', '_')}.json`);
  return {
    async read(id, modified) {
      try {
        const file = fileOf(id);
        if (modified === null && Date.now() - (await stat(file)).mtimeMs > keptForMs) return null;
        const record = recordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
        const current = modified === null || Date.parse(record.modified ?? '') >= Date.parse(modified);
        return record.id === id && current ? record : null;
      } catch {
        return null;
      }
    },
    async write(id, record) {
      const file = fileOf(id);
      const temporary = `${file}.${randomUUID()}.tmp`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(temporary, JSON.stringify(record), { mode: 0o600 });
        await rename(temporary, file);
      } catch {
        await rm(temporary, { force: true }).catch(() => {});
      }
    },
  };
}
