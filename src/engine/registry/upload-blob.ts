import { beginAgain, type Upload } from './begin-upload.js';
import { progressOf, type ReportBlob } from './blob-progress.js';
import { blobSubject, hasBlob } from './blobs.js';
import { type Call, callOnce, refusal } from './call.js';
import { cancelUpload } from './cancel-upload.js';
import { type Answer, dropBody } from './exchange.js';
import { passing } from './passing.js';
import { callTo, type Repository } from './repository.js';
import { countAttempts, Setback } from './retry.js';
import { uploadedBytes, uploadLocation, withDigest } from './upload-location.js';

/** A blob that can be read again from anywhere in it. */
export interface BlobSource {
  digest: string;
  /** Bytes. */
  size: number;
  open(from: number): AsyncIterable<Buffer>;
}

export interface UploadOptions {
  /** Sends it in pieces of this many bytes, for what stands before a registry and limits a request. */
  chunkBytes?: number | undefined;
  report?: ReportBlob | undefined;
}

/** What fits into one request is sent in one. */
const smallBytes = 256 * 1024;
const cancelMs = 5_000;

/**
 * Sends a blob in an upload that has been begun, and goes on with it where a broken connection left it.
 * @throws Fault; the upload is given up then
 */
export async function uploadBlob(
  repository: Repository,
  source: BlobSource,
  begun: Upload,
  { chunkBytes, report }: UploadOptions,
): Promise<void> {
  const { registry, signal } = repository;
  const tell = progressOf(source, report);
  const state: UploadState = { location: begun.location, at: 0, takenUp: false, lost: false };
  const pieceBytes = chunkBytes ? Math.max(chunkBytes, begun.leastBytes) : source.size;
  const attempts = countAttempts({
    policy: registry.retries,
    signal,
    onRetry: (attempt, delayMs, why) => {
      tell('retrying', state.at, why);
      registry.onRetry?.(attempt, delayMs, why);
    },
  });
  let reached = 0;
  let broke = false;
  try {
    for (;;) {
      try {
        if (broke && (await takeUp(repository, source, state))) return;
        if (state.at > reached) attempts.progress();
        reached = Math.max(reached, state.at);
        broke = false;
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
  /** It goes on with what came before a connection broke. */
  takenUp: boolean;
  /** It cannot go on. */
  lost: boolean;
}

/** What an upload's requests may end with because it is not in the state that it was thought to be. */
const outOfStep: readonly number[] = [400, 404, 416];

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
    await finish(repository, source, state, Buffer.concat(pieces));
    return;
  }
  while (state.at < source.size) {
    const end = Math.min(state.at + pieceBytes, source.size);
    await sendPiece(repository, source, state, end, tell);
    tell(state.at);
  }
  await finish(repository, source, state, Buffer.alloc(0));
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
  const answer = await callInStep(
    repository,
    state,
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

/**
 * One that was taken up may hold something else than was thought: the registry was still writing what the broken connection
 * brought, or has forgotten it. It is begun anew then.
 */
async function callInStep(repository: Repository, state: UploadState, wanted: Call): Promise<Answer> {
  const answer = await callOnce(repository.registry, { ...wanted, expects: [...wanted.expects, ...outOfStep] });
  if (wanted.expects.includes(answer.status)) return answer;
  const refused = await refusal(repository.registry, wanted, answer);
  if (refused instanceof Setback || (!state.takenUp && answer.status !== 404)) throw refused;
  state.lost = true;
  throw new Setback(refused);
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

async function finish(repository: Repository, source: BlobSource, state: UploadState, body: Buffer): Promise<void> {
  const answer = await callInStep(
    repository,
    state,
    callTo(repository, {
      method: 'PUT',
      path: withDigest(state.location, source.digest),
      expects: [201, 204],
      headers: { 'content-type': 'application/octet-stream', 'content-length': body.length },
      body,
      subject: blobSubject(repository, source.digest),
    }),
  );
  await dropBody(answer);
}

/**
 * Goes on with an upload that broke: from where the registry has it, or from the beginning. (distribution, up to 3, takes up
 * only what ended with a whole request.)
 * @returns true where all is there: the answer to the last request was what was lost
 */
async function takeUp(repository: Repository, source: BlobSource, state: UploadState): Promise<boolean> {
  const received = state.lost ? 0 : await askReceived(repository, source, state);
  if (received > 0 && received <= source.size) {
    Object.assign(state, { at: received, takenUp: true });
    return false;
  }
  if (await hasBlob(repository, source.digest)) return true;
  // what is still being written there must not get between what is sent now
  await cancelUpload(repository, state.location, AbortSignal.timeout(cancelMs));
  const { location } = await beginAgain(repository, source.digest);
  Object.assign(state, { location, at: 0, takenUp: false, lost: false });
  return false;
}

async function askReceived(repository: Repository, source: BlobSource, state: UploadState): Promise<number> {
  const answer = await callOnce(
    repository.registry,
    callTo(repository, {
      method: 'GET',
      path: state.location,
      expects: [204, 200, 202, ...outOfStep, 405],
      subject: blobSubject(repository, source.digest),
      doing: 'writing',
    }),
  );
  await dropBody(answer);
  if (answer.status >= 300) return 0;
  if (answer.headers.location) state.location = uploadLocation(repository.registry, answer);
  return uploadedBytes(answer) ?? 0;
}
