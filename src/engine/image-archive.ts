import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { Fault } from '../fault.js';
import { decompress, isCompressed } from './decompress.js';
import { type LayerVisitor, readLayer } from './image-layer.js';

/** What an image is, read from its own archive and thus the same whatever store the engine has. */
export interface ImageArchive {
  /** `sha256:...` of the image's configuration: its identity. */
  configDigest: string;
  config: ImageConfig;
  layers: LayerFacts[];
  /** Sum of the uncompressed layer tars. */
  sizeBytes: number;
}

export interface LayerFacts {
  diffId: string;
  sizeBytes: number;
}

export interface ImageConfig {
  config?: {
    Env?: string[] | null;
    User?: string;
    Labels?: Record<string, string> | null;
    Entrypoint?: string[] | null;
    Cmd?: string[] | null;
    ExposedPorts?: Record<string, unknown> | null;
    Volumes?: Record<string, unknown> | null;
    WorkingDir?: string;
    OnBuild?: string[] | null;
    StopSignal?: string;
    Healthcheck?: { Test?: string[] } | null;
  };
  history?: { created?: string; created_by?: string; comment?: string; empty_layer?: boolean }[];
  rootfs?: { diff_ids?: string[] };
  created?: string;
  architecture?: string;
  variant?: string;
  os?: string;
}

const largestDocument = 16 * 1024 * 1024;

/**
 * Reads a `docker save` stream of one image, layer by layer, holding none. Blobs come in any order and, from containerd's
 * store, compressed; the manifest at the end says which is which.
 * @param visitor gives a visitor for a layer by the name of its blob, or null where only its size matters
 */
export async function readImageArchive(
  stream: Readable,
  visitor: (blob: string) => LayerVisitor | null = () => null,
): Promise<ImageArchive & { blobs: string[] }> {
  const documents = new Map<string, Buffer>();
  const sizes = new Map<string, number>();
  const links = new Map<string, string>();
  const outer = extract();
  stream.on('error', (error) => outer.destroy(error));
  stream.pipe(outer as unknown as NodeJS.WritableStream);
  for await (const entry of outer) {
    const { name, type, linkname, size = 0 } = entry.header;
    if (type === 'symlink' && linkname) links.set(name, posix.join(posix.dirname(name), linkname));
    if (type !== 'file' || size === 0) {
      entry.resume();
      continue;
    }
    const chunks = entry[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const { head, body } = await peek(chunks);
    if (isDocument(head, size)) documents.set(name, await collect(body));
    else sizes.set(name, await readLayer(await decompress(head, body), visitor(name)));
  }
  return assemble(documents, sizes, links);
}

/** Compressed layers have their magic at the start, a tar has its at 257; what else is small or looks like JSON is a document. */
function isDocument(head: Buffer, size: number): boolean {
  if (size > largestDocument || isCompressed(head)) return false;
  if (head.subarray(257, 262).toString('latin1') === 'ustar') return false;
  return size < 512 || /^\s*[[{"]/.test(head.subarray(0, 64).toString('latin1'));
}

async function peek(chunks: AsyncIterator<Buffer>): Promise<{ head: Buffer; body: AsyncGenerator<Buffer> }> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 512) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = head.length ? Buffer.concat([head, value]) : value;
  }
  return { head, body: rejoin(head, chunks) };
}

async function* rejoin(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length) yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function collect(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface SavedImage {
  Config: string;
  Layers: string[];
}

function assemble(
  documents: Map<string, Buffer>,
  sizes: Map<string, number>,
  links: Map<string, string>,
): ImageArchive & { blobs: string[] } {
  const saved = parse<SavedImage[]>(documents.get('manifest.json'))?.[0];
  const bytes = saved && documents.get(saved.Config);
  const config = parse<ImageConfig>(bytes);
  if (!saved || !bytes || !config) throw broken('it has no manifest or no configuration');
  const blobs = saved.Layers.map((name) => (sizes.has(name) ? name : (links.get(name) ?? name)));
  const layers = blobs.map((blob, index) => {
    const sizeBytes = sizes.get(blob);
    const diffId = config.rootfs?.diff_ids?.[index];
    if (sizeBytes === undefined || !diffId) throw broken(`layer ${index + 1} is missing`);
    return { diffId, sizeBytes };
  });
  return {
    configDigest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    config,
    layers,
    sizeBytes: layers.reduce((sum, layer) => sum + layer.sizeBytes, 0),
    blobs,
  };
}

function parse<T>(bytes: Buffer | undefined): T | null {
  try {
    return bytes ? (JSON.parse(bytes.toString('utf8')) as T) : null;
  } catch {
    return null;
  }
}

function broken(why: string): Fault {
  return new Fault(
    'engine-refused',
    `The engine’s export of the image cannot be read: ${why}.`,
    'An image made for another platform exports only what is here: build or pull it for this engine.',
  );
}
