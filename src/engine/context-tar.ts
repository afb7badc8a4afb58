import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack } from 'tar-stream';
import { Fault } from '../fault.js';
import { type BuildContext, type ContextEntry, walkContext } from './build-context.js';

/**
 * A build context as a tar stream; at no time is more than a buffer of it in memory. An error while reading destroys the
 * stream with it.
 */
export function contextTar(context: BuildContext, warn: (message: string) => void): Pack {
  const tar = pack();
  writeAll(tar, context, warn).then(
    () => tar.finalize(),
    (error) => tar.destroy(error),
  );
  return tar;
}

async function writeAll(tar: Pack, context: BuildContext, warn: (message: string) => void): Promise<void> {
  for await (const entry of walkContext(context, warn)) {
    if (tar.destroyed) return;
    await writeEntry(tar, context.root, entry);
  }
}

async function writeEntry(tar: Pack, root: string | null, entry: ContextEntry): Promise<void> {
  const { path, type, mode, size, modified } = entry;
  // owners are root's: COPY decides them, not whoever checked the repository out
  const header = { name: path, type, mode, size, mtime: modified, uid: 0, gid: 0, linkname: entry.target };
  if (type !== 'file' || entry.content || size === 0 || root === null) {
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve());
      if (type === 'file') tar.entry(header, entry.content ?? Buffer.alloc(0), done);
      else tar.entry(header, done);
    });
    return;
  }
  await pipeline(wholeFile(join(root, path), path, size), tar.entry(header));
}

/** Exactly `size` bytes: a tar cannot take back the size that it announced. */
async function* wholeFile(file: string, path: string, size: number): AsyncGenerator<Buffer> {
  let sent = 0;
  for await (const chunk of createReadStream(file, { end: size - 1, highWaterMark: 256 * 1024 })) {
    sent += (chunk as Buffer).length;
    yield chunk as Buffer;
  }
  if (sent < size)
    throw new Fault(
      'invalid-input',
      `${path} became shorter while it was sent to the engine.`,
      'Name files that change all the time (logs, databases) in .dockerignore.',
    );
}
