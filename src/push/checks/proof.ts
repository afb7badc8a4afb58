import type { Proof } from '../../verify/proof.js';
import { verdictOf } from '../../verify/verdict.js';
import { type Finding, ok, refusedUnless } from '../check.js';

/** Measured after the push, so that a proof need not have it before. */
const afterwards = 'clean-environment';

/**
 * Whether the image is the one that was proven, and what the proof says.
 * @param inFile the image is in a file of that name, so that an engine has to load it first
 */
export function checkProof(proof: Proof | null, image: string, unproven: boolean, inFile = false): Finding {
  const how = inFile
    ? `docker load --input ${image}, then dockwright verify PATH --image NAME`
    : `dockwright verify PATH --image ${image}`;
  const verify = `Prove it first: ${how}; or push it unproven (--unproven), which is recorded.`;
  if (!proof) return refusedUnless(unproven, 'proof', `${image} was never proven`, verify);
  const { verification, verifiedAt } = proof;
  const criteria = verification.criteria.filter(({ id }) => id !== afterwards);
  const verdict = verdictOf(criteria);
  const counted = criteria.filter(({ required }) => required);
  const passed = counted.filter(({ status }) => status === 'pass').length;
  const when = `proven ${verifiedAt.slice(0, 10)}`;
  if (verdict === 'pass') return ok('proof', `${passed} of ${counted.length} criteria pass, ${when}`);
  const missed = counted.filter(({ status }) => status !== 'pass').map(({ id, status }) => `${id} ${status}`);
  return refusedUnless(
    unproven,
    'proof',
    `its proof is ${verdict}: ${missed.join(', ')}`,
    `Mend that and prove it again: dockwright verify PATH; or push it unproven (--unproven), which is recorded.`,
  );
}
