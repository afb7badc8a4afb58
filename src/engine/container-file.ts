import type { IncomingMessage } from 'node:http';
import type { Engine } from './connect.js';
import { engineFault, statusOf } from './engine-fault.js';
import { openEngineStream } from './engine-stream.js';

/** A path in a container, whether or not that runs. */
export interface ContainerFile {
  kind: 'file' | 'folder' | 'link' | 'other';
  /** Permission bits. */
  mode: number;
  uid: number;
  gid: number;
  /** A link's target. */
  target: string;
  /** The first kilobytes of a file. */
  beginning: Buffer;
}

const block = 512;
const enough = 8 * 1024;

/**
 * Reads what lies at a path by the engine's own archive call, of which only the beginning is taken: no program runs in the
 * container.
 * @returns null where nothing lies there
 */
export async function readContainerFile(
  engine: Engine,
  id: string,
  path: string,
  signal: AbortSignal,
): Promise<ContainerFile | null> {
  let stream: IncomingMessage;
  try {
    stream = await openEngineStream(engine, `/containers/${id}/archive`, { path }, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (statusOf(error) === 404) return null;
    throw engineFault(error, engine.endpoint);
  }
  try {
    return parseFirstEntry(await beginningOf(stream));
  } finally {
    stream.destroy();
  }
}

async function beginningOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= enough) break;
  }
  return Buffer.concat(chunks);
}

/** The first entry of a tar archive (pax(1)), whose own extended header may come before it. */
export function parseFirstEntry(archive: Buffer): ContainerFile | null {
  const extended = new Map<string, string>();
  for (let at = 0; at + block <= archive.length; ) {
    const header = archive.subarray(at, at + block);
    const size = octal(header, 124, 12);
    const type = String.fromCharCode(header[156] ?? 0);
    const content = archive.subarray(at + block, Math.min(archive.length, at + block + size));
    if (type !== 'x' && type !== 'g' && type !== 'L' && type !== 'K')
      return {
        kind: type === '5' ? 'folder' : type === '2' ? 'link' : type === '0' || type === '\0' ? 'file' : 'other',
        mode: octal(header, 100, 8) & 0o7777,
        uid: Number(extended.get('uid') ?? octal(header, 108, 8)),
        gid: Number(extended.get('gid') ?? octal(header, 116, 8)),
        target: extended.get('linkpath') ?? textAt(header, 157, 100),
        beginning: type === '0' || type === '\0' ? Buffer.from(content) : Buffer.alloc(0),
      };
    if (type === 'x')
      for (const [, key = '', value = ''] of content
        .toString('utf8')
        .matchAll(/^\d{1,9} ([\w.]{1,100})=(.{0,4096})$/gm))
        extended.set(key, value);
    at += block + Math.ceil(size / block) * block;
  }
  return null;
}

function octal(header: Buffer, at: number, length: number): number {
  return Number.parseInt(textAt(header, at, length).trim(), 8) || 0;
}

function textAt(header: Buffer, at: number, length: number): string {
  const text = header.subarray(at, at + length).toString('utf8');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
