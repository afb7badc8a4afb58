import { broken, call, callForBody, callOnce } from './call.js';
import { algorithmOf, checkedContent, digestOf, wrongContent } from './digest.js';
import { type Answer, dropBody } from './exchange.js';
import type { Descriptor } from './media-types.js';
import { passing } from './passing.js';
import { callTo, type Repository, shownRepository } from './repository.js';
import { countAttempts } from './retry.js';

type Content = Pick<Descriptor, 'digest' | 'size'>;

/** Whether a repository has a blob. */
export async function hasBlob(repository: Repository, digest: string): Promise<boolean> {
  const answer = await call(
    repository.registry,
    callTo(repository, {
      method: 'HEAD',
      path: `blobs/${digest}`,
      expects: [200, 404],
      subject: blobSubject(repository, digest),
    }),
  );
  await dropBody(answer);
  return answer.status === 200;
}

/** A blob that is small enough to hold, such as a configuration. @param most bytes */
export async function readBlob(repository: Repository, digest: string, most = 16 * 1024 * 1024): Promise<Buffer> {
  const subject = blobSubject(repository, digest);
  const { body } = await callForBody(
    repository.registry,
    callTo(repository, { method: 'GET', path: `blobs/${digest}`, expects: [200], subject }),
    most,
  );
  const actual = digestOf(body, algorithmOf(digest));
  if (actual !== digest) throw wrongContent(subject, `its digest is ${actual}`);
  return body;
}

/**
 * A blob's bytes, never held as a whole. A connection that breaks is taken up again where it broke; who has read to the end
 * has what the digest says.
 * @throws Fault registry-broken for other content, registry-unreachable where the connection cannot be had again
 */
export function openBlob(repository: Repository, blob: Content): AsyncGenerator<Buffer> {
  return checkedContent(pieces(repository, blob.digest), blob, (why) =>
    wrongContent(blobSubject(repository, blob.digest), why),
  );
}

/** The rest of a blob, for an upload that goes on; what takes it checks the digest of the whole. */
export function openBlobFrom(repository: Repository, digest: string, from: number): AsyncGenerator<Buffer> {
  return pieces(repository, digest, from);
}

async function* pieces(repository: Repository, digest: string, from = 0): AsyncGenerator<Buffer> {
  const { registry, signal } = repository;
  const attempts = countAttempts({ policy: registry.retries, signal, onRetry: registry.onRetry });
  let at = from;
  for (;;) {
    try {
      const answer = await ask(repository, digest, at);
      try {
        // not every registry can begin in the middle
        let known = answer.status === 200 ? at : 0;
        for await (const piece of answer.body as AsyncIterable<Buffer>) {
          const fresh = piece.subarray(Math.min(known, piece.length));
          known -= piece.length - fresh.length;
          if (fresh.length === 0) continue;
          at += fresh.length;
          attempts.progress();
          yield fresh;
        }
        return;
      } finally {
        answer.body.destroy();
      }
    } catch (error) {
      await attempts.after(passing(error, registry.host));
    }
  }
}

async function ask(repository: Repository, digest: string, at: number): Promise<Answer> {
  const answer = await callOnce(
    repository.registry,
    callTo(repository, {
      method: 'GET',
      path: `blobs/${digest}`,
      expects: at > 0 ? [200, 206] : [200],
      headers: at > 0 ? { range: `bytes=${at}-` } : {},
      subject: blobSubject(repository, digest),
    }),
  );
  const from = Number(/^bytes (\d{1,15})-/.exec(answer.headers['content-range'] ?? '')?.[1]);
  if (answer.status === 200 || from === at) return answer;
  answer.body.destroy();
  throw broken(repository.registry.host, 'it sends another range than it was asked for');
}

/** For messages. */
export function blobSubject(repository: Repository, digest: string): string {
  return `the layer ${shortDigest(digest)} of ${shownRepository(repository)}`;
}

/** Enough of a digest to tell it from others. */
export function shortDigest(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1).slice(0, 12);
}
