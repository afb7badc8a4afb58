import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { decompress } from '../../engine/decompress.js';
import { openBlob } from '../../engine/registry/blobs.js';
import type { Descriptor } from '../../engine/registry/media-types.js';
import type { Repository } from '../../engine/registry/repository.js';
import { Fault } from '../../fault.js';
import type { IndexedImage } from './built-index.js';

/** ELF's e_machine by architecture, as each processor's supplement of the specification has it. */
const machines = new Map([
  [3, '386'],
  [21, 'ppc64le'],
  [22, 's390x'],
  [40, 'arm'],
  [62, 'amd64'],
  [183, 'arm64'],
  [243, 'riscv64'],
]);
const headerBytes = 20;

/**
 * A base image that is there for one platform only is taken for all, and what is made from it says that it is of another: its
 * programs tell. The first one of the right kind is enough; an image without programs is of any.
 * @throws Fault build-failed
 */
export async function checkPrograms(repository: Repository, { platform, manifest }: IndexedImage): Promise<void> {
  const wanted = platform.split('/')[1];
  const seen = new Set<string>();
  for (const layer of manifest.content.layers ?? [])
    for await (const architecture of architecturesIn(repository, layer)) {
      if (architecture === wanted) return;
      seen.add(architecture);
    }
  if (seen.size === 0) return;
  throw new Fault(
    'build-failed',
    `What was built for ${platform} has only programs for ${[...seen].join(', ')}: a base image is not there for ${platform}.`,
    'No tag was set. Take a base image that has it (docker buildx imagetools inspect IMAGE shows which it has), without a fixed --platform in FROM; or leave the platform out.',
  );
}

async function* architecturesIn(repository: Repository, layer: Descriptor): AsyncGenerator<string> {
  const tar = extract();
  const source = Readable.from(await unpacked(openBlob(repository, layer)));
  source.on('error', (error) => tar.destroy(error)).pipe(tar as unknown as NodeJS.WritableStream);
  try {
    for await (const entry of tar) {
      const head = entry.header.type === 'file' ? await headOf(entry as AsyncIterable<Buffer>) : null;
      const architecture = head && architectureOf(head);
      if (architecture) yield architecture;
      entry.resume();
    }
  } finally {
    source.destroy();
    tar.destroy();
  }
}

/** The layer's tar, by what its first piece says of its compression. */
async function unpacked(layer: AsyncGenerator<Buffer>): Promise<AsyncIterable<Buffer>> {
  const first = await layer.next();
  const head: Buffer = first.value ?? Buffer.alloc(0);
  const whole = async function* () {
    if (head.length > 0) yield head;
    yield* layer;
  };
  return decompress(head, whole());
}

async function headOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const piece of content) {
    if (head.length < headerBytes) head = Buffer.concat([head, piece.subarray(0, headerBytes)]);
  }
  return head;
}

/** Of a program or a library; null for any other file. */
function architectureOf(head: Buffer): string | null {
  if (head.length < headerBytes || head.readUInt32BE(0) !== 0x7f454c46) return null;
  const bigEndian = head[5] === 2;
  return machines.get(bigEndian ? head.readUInt16BE(18) : head.readUInt16LE(18)) ?? null;
}
