import type { Measured } from '../generate/measured.js';
import type { Spec } from '../spec/schema.js';

/** What the newest proof of the Spec's application measured, and the digest under which this version was pushed. */
export async function measuredBefore(spec: Spec): Promise<Measured> {
  const { newestProof } = await import('../verify/newest-proof.js');
  const proof = await newestProof(spec.app.name);
  if (!proof) return {};
  const { timings, memoryBytes, run } = proof.verification;
  const digest = proof.app.version === spec.app.version ? pushedDigest(proof.pushes, spec) : undefined;
  return {
    ...(timings.coldStartMs === undefined ? {} : { coldStartMs: timings.coldStartMs }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    ...(run ? { readOnlyRoot: run.readOnlyRoot } : {}),
    ...(digest ? { digest } : {}),
  };
}

/** Of the latest push to the Spec's repository. */
function pushedDigest(pushes: { references: string[]; digest: string }[] = [], { registry }: Spec): string | undefined {
  const repository = registry?.repository;
  if (!repository) return undefined;
  const digest = pushes.findLast(({ references }) =>
    references.some((reference) => reference.startsWith(`${repository}:`) || reference.startsWith(`${repository}@`)),
  )?.digest;
  return digest && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}
