import { Fault } from '../../fault.js';
import { type BlobOutcome, progressOf, type ReportBlob } from './blob-progress.js';
import { blobSubject, hasBlob } from './blobs.js';
import { call, callOnce } from './call.js';
import { cancelUpload } from './cancel-upload.js';
import { type Answer, dropBody } from './exchange.js';
import { passing } from './passing.js';
import { callTo, type Repository } from './repository.js';
import { countAttempts } from './retry.js';
import { pullScope, pushScope } from './scope.js';
import { uploadedBytes, uploadLocation, withDigest } from './upload-location.js';

/** A blob that can be read again from anywhere in it. */
export interface BlobSource {
  digest: string;
  /** Bytes. */
  size: number;
  open(from: number): AsyncIterable<Buffer>;
}

export interface PushBlobOptions {
  /** Repositories of the same registry that may have it already. */
  mountFrom?: readonly string[];
  /** Sends it in pieces of this many bytes, for what stands before a registry and limits a request. */
  chunkBytes?: number;
  report?: ReportBlob;
}

/** What fits into one request is sent in one. */
const smallBytes = 256 * 1024;
const cancelMs = 5_000;

/**
 * Brings a blob into a repository: not at all where it is there, by a mount from a neighbour, or by an upload that goes on where
 * a broken connection left it (OCI distribution specification, "Pushing blobs").
 * @throws Fault; nothing is left of the upload then, as far as the registry can be told
 */
export async function pushBlob(
  repository: Repository,
  source: BlobSource,
  options: PushBlobOptions = {},
): Promise<BlobOutcome> {
  const report = progressOf(source, options.report);
  report('checking', 0);
  if (await hasBlob(repository, source.digest)) {
    report('present', source.size);
    return 'present';
  }
  const begun = await begin(repository, source.digest, options.mountFrom ?? []);
  if (begun === 'mounted') {
    report('mounted', source.size);
    return 'mounted';
  }
  await upload(repository, source, begun, options);
  report('sent', source.size);
  return 'sent';
}

interface Upload {
  location: URL;
  /** Bytes that the registry wants a piece to have at least. */
  leastBytes: number;
}

async function begin(
  repository: Repository,
  digest: string,
  neighbours: readonly string[],
): Promise<'mounted' | Upload> {
  for (const neighbour of neighbours.filter((name) => name !== repository.name).slice(0, 3)) {
    const mounted = await mount(repository, digest, neighbour);
    if (mounted) return mounted;
  }
  const answer = await call(repository.registry, beginning(repository, digest, 'blobs/uploads/', [202]));
  return readBeginning(repository, answer);
}

/** Null where it cannot be mounted: it is not there, or may not be read. */
async function mount(repository: Repository, digest: string, from: string): Promise<'mounted' | Upload | null> {
  const query = new URLSearchParams({ mount: digest, from });
  const wanted = beginning(repository, digest, `blobs/uploads/?${query}`, [201, 202, 400, 401, 403, 404, 405]);
  const scopes = [pushScope(repository.name), pullScope(from)];
  const answer = await call(repository.registry, { ...wanted, scopes }).catch((error: unknown) => {
    // a token server that gives no token for both may give one for the repository alone
    if (error instanceof Fault && error.code === 'registry-denied') return null;
    throw error;
  });
  if (!answer) return null;
  if (answer.status === 202) return readBeginning(repository, answer);
  await dropBody(answer);
  return answer.status === 201 ? 'mounted' : null;
}

function beginning(repository: Repository, digest: string, path: string, expects: number[]) {
  const headers = { 'content-length': 0 };
  return callTo(repository, { method: 'POST', path, expects, headers, subject: blobSubject(repository, digest) });
}

async function readBeginning({ registry }: Repository, answer: Answer): Promise<Upload> {
  await dropBody(answer);
  const least = Number(answer.headers['oci-chunk-min-length'] ?? 0);
  return { location: uploadLocation(registry, answer), leastBytes: Number.isSafeInteger(least) ? least : 0 };
}

async function upload(
  repository: Repository,
  source: BlobSource,
  begun: Upload,
  { chunkBytes, report }: PushBlobOptions,
): Promise<void> {
  const { registry, signal } = repository;
  const tell = progressOf(source, report);
  const state = { location: begun.location, at: 0 };
  let reached = 0;
  let broke = false;
  const attempts = countAttempts({
    policy: registry.retries,
    signal,
    onRetry: (attempt, delayMs, why) => {
      tell('retrying', state.at, why);
      registry.onRetry?.(attempt, delayMs, why);
    },
  });
  try {
    for (;;) {
      try {
        if (broke && (await resume(repository, source, state))) return;
        if (state.at > reached) attempts.progress();
        reached = Math.max(reached, state.at);
        broke = false;
        const pieceBytes = chunkBytes ? Math.max(chunkBytes, begun.leastBytes) : source.size;
        await sendAll(repository, source, state, pieceBytes, (at) => tell('sending', at));
        return;
      } catch (error) {
        broke = true;
        await attempts.after(passing(error, registry.host));
      }
    }
  } catch (error) {
    await cancelUpload(repository, state.location, AbortSignal.timeout(cancelMs));
    throw error;
  }
}

interface UploadState {
  location: URL;
  /** Bytes that the registry has. */
  at: number;
}

async function sendAll(
  repository: Repository,
  source: BlobSource,
  state: UploadState,
  pieceBytes: number,
  tell: (at: number) => void,
): Promise<void> {
  if (state.at === 0 && source.size <= Math.min(smallBytes, pieceBytes)) {
    const pieces: Buffer[] = [];
    for await (const piece of source.open(0)) pieces.push(Buffer.from(piece));
    await finish(repository, source, state.location, Buffer.concat(pieces));
    return;
  }
  while (state.at < source.size) {
    const end = Math.min(state.at + pieceBytes, source.size);
    await sendPiece(repository, source, state, end, tell);
    tell(state.at);
  }
  await finish(repository, source, state.location, Buffer.alloc(0));
}

async function sendPiece(
  repository: Repository,
  source: BlobSource,
  state: UploadState,
  end: number,
  tell: (at: number) => void,
): Promise<void> {
  const { at } = state;
  const whole = at === 0 && end === source.size;
  const answer = await callOnce(
    repository.registry,
    callTo(repository, {
      method: 'PATCH',
      path: state.location,
      // some answer as to the end of an upload
      expects: [202, 201, 204],
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': end - at,
        // Docker sends none with a whole blob, and there are registries that know nothing else
        ...(whole ? {} : { 'content-range': `${at}-${end - 1}` }),
      },
      body: between(source.open(at), end - at, (sent) => tell(at + sent)),
      subject: blobSubject(repository, source.digest),
    }),
  );
  await dropBody(answer);
  state.location = uploadLocation(repository.registry, answer);
  state.at = end;
}

/** As many bytes as a piece has. */
async function* between(
  pieces: AsyncIterable<Buffer>,
  length: number,
  tell: (sent: number) => void,
): AsyncGenerator<Buffer> {
  let sent = 0;
  for await (const piece of pieces) {
    const part = piece.subarray(0, length - sent);
    sent += part.length;
    yield part;
    tell(sent);
    if (sent === length) return;
  }
}

async function finish(repository: Repository, source: BlobSource, location: URL, body: Buffer): Promise<void> {
  const answer = await callOnce(
    repository.registry,
    callTo(repository, {
      method: 'PUT',
      path: withDigest(location, source.digest),
      expects: [201, 204],
      headers: { 'content-type': 'application/octet-stream', 'content-length': body.length },
      body,
      subject: blobSubject(repository, source.digest),
    }),
  );
  await dropBody(answer);
}

/**
 * Asks how far an upload came; one that the registry has forgotten is begun anew.
 * @returns true where all is there: the answer to the last request was what was lost
 */
async function resume(repository: Repository, source: BlobSource, state: UploadState): Promise<boolean> {
  const answer = await callOnce(
    repository.registry,
    callTo(repository, {
      method: 'GET',
      path: state.location,
      expects: [204, 200, 202, 400, 404, 405],
      subject: blobSubject(repository, source.digest),
      doing: 'writing',
    }),
  );
  await dropBody(answer);
  const received = answer.status < 300 ? uploadedBytes(answer) : null;
  if (received !== null && received <= source.size) {
    if (answer.headers.location) state.location = uploadLocation(repository.registry, answer);
    state.at = received;
    return false;
  }
  if (await hasBlob(repository, source.digest)) return true;
  const begun = await callOnce(repository.registry, beginning(repository, source.digest, 'blobs/uploads/', [202])).then(
    (opened) => readBeginning(repository, opened),
  );
  state.location = begun.location;
  state.at = 0;
  return false;
}
