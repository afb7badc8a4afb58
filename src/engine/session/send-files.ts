import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { BuildContext, ContextEntry } from '../build-context.js';
import { dataPacket, endPacket, packetTypes, readPacket, statPacket } from './file-packet.js';

/** The two directions of a transfer: what the other side sends, and a way to send that waits while its buffer is full. */
export interface PacketStream {
  received: AsyncIterable<Uint8Array>;
  send(packet: Buffer): Promise<void>;
}

const chunkBytes = 32 * 1024;

/**
 * Sends a folder as BuildKit asks for it: descriptions of all files in order, and the contents of those only that it does not
 * have from an earlier build.
 */
export async function sendFiles(
  stream: PacketStream,
  context: BuildContext,
  entries: AsyncIterable<ContextEntry>,
): Promise<void> {
  const files = new Map<number, ContextEntry>();
  const describing = describeAll(stream, entries, files);
  // one file at a time: packets of one are not mixed with those of another, and little is open at once
  let sending: Promise<void> = Promise.resolve();
  let failure: unknown;
  describing.catch((error) => {
    failure ??= error;
  });
  for await (const bytes of stream.received) {
    if (failure) throw failure;
    const { type, id, data } = readPacket(bytes);
    if (type === packetTypes.error) throw new Error(Buffer.from(data ?? []).toString('utf8'));
    if (type === packetTypes.end) break;
    if (type !== packetTypes.request) continue;
    sending = sending.then(() => sendFile(stream, context, id, files.get(id)));
    sending.catch((error) => {
      failure ??= error;
    });
  }
  await describing;
  await sending;
  if (failure) throw failure;
  await stream.send(endPacket);
}

async function describeAll(
  stream: PacketStream,
  entries: AsyncIterable<ContextEntry>,
  files: Map<number, ContextEntry>,
): Promise<void> {
  let id = 0;
  for await (const entry of entries) {
    if (entry.type === 'file') files.set(id, entry);
    id++;
    await stream.send(statPacket(entry));
  }
  await stream.send(statPacket(null));
}

async function sendFile(
  stream: PacketStream,
  { root }: BuildContext,
  id: number,
  entry: ContextEntry | undefined,
): Promise<void> {
  if (!entry) throw new Error(`the engine asked for file ${id}, which is none`);
  if (entry.content) {
    for (let at = 0; at < entry.content.length; at += chunkBytes)
      await stream.send(dataPacket(id, entry.content.subarray(at, at + chunkBytes)));
  } else if (root !== null && entry.size > 0)
    for await (const chunk of createReadStream(join(root, entry.path), { highWaterMark: chunkBytes }))
      await stream.send(dataPacket(id, chunk as Buffer));
  await stream.send(dataPacket(id));
}
