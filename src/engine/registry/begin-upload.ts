import { Fault } from '../../fault.js';
import { blobSubject } from './blobs.js';
import { type Call, call, callOnce } from './call.js';
import { type Answer, dropBody } from './exchange.js';
import { callTo, type Repository } from './repository.js';
import { pullScope, pushScope } from './scope.js';
import { uploadLocation } from './upload-location.js';

export interface Upload {
  location: URL;
  /** Bytes that the registry wants a piece to have at least. */
  leastBytes: number;
}

/** Begins an upload, or finds that none is needed. @param neighbours repositories of the registry that may have the blob */
export async function begin(
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

/** Begins one where another has failed. @throws Setback for what may pass */
export async function beginAgain(repository: Repository, digest: string): Promise<Upload> {
  return readBeginning(
    repository,
    await callOnce(repository.registry, beginning(repository, digest, 'blobs/uploads/', [202])),
  );
}

function beginning(repository: Repository, digest: string, path: string, expects: number[]): Call {
  const headers = { 'content-length': 0 };
  return callTo(repository, { method: 'POST', path, expects, headers, subject: blobSubject(repository, digest) });
}

async function readBeginning({ registry }: Repository, answer: Answer): Promise<Upload> {
  await dropBody(answer);
  const least = Number(answer.headers['oci-chunk-min-length'] ?? 0);
  return { location: uploadLocation(registry, answer), leastBytes: Number.isSafeInteger(least) ? least : 0 };
}
