import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';

/** Looks at the entries of a layer. `read` gets a file's bytes only where `wants` says so. */
export interface LayerVisitor {
  wants(header: Header): boolean;
  entry(header: Header, content: AsyncIterable<Buffer> | null): Promise<void> | void;
}

/** Reads a layer's tar to its end. @returns its length in bytes, padding included */
export async function readLayer(tar: AsyncIterable<Buffer>, visitor: LayerVisitor | null): Promise<number> {
  let length = 0;
  if (!visitor) {
    for await (const chunk of tar) length += chunk.length;
    return length;
  }
  const counted = async function* () {
    for await (const chunk of tar) {
      length += chunk.length;
      yield chunk;
    }
  };
  const inner = extract();
  const source = Readable.from(counted());
  source.on('error', (error) => inner.destroy(error));
  source.pipe(inner as unknown as NodeJS.WritableStream);
  for await (const entry of inner) {
    if (entry.header.type === 'file' && visitor.wants(entry.header))
      await visitor.entry(entry.header, entry as AsyncIterable<Buffer>);
    else await visitor.entry(entry.header, null);
    entry.resume();
  }
  return length;
}
