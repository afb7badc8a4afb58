import type { Activity } from '../activity.js';
import { allRules } from '../audit/all-rules.js';
import { type Audit, audit } from '../audit/audit.js';
import { readAuditSettings } from '../audit/settings/read-settings.js';
import type { Engine } from '../engine/connect.js';
import { inspectImage } from '../engine/image.js';
import { Fault } from '../fault.js';
import { loadProof, type Proof } from '../verify/proof.js';

/** The image that is pushed, and what is known of it. */
export interface PushedImage {
  /** As the user named it. */
  reference: string;
  /** What the engine calls it; it cannot come to mean another image while we work. */
  engineId: string;
  configDigest: string;
  /** Of the uncompressed layers. */
  sizeBytes: number;
  audit: Audit;
  proof: Proof | null;
}

/**
 * Reads the image once, for its audit and its identity, and looks its proof up.
 * @param folder whose audit settings hold
 * @throws Fault image-not-found
 */
export async function readPushedImage(
  engine: Engine,
  reference: string,
  folder: string,
  activity: Activity,
): Promise<PushedImage> {
  const facts = await inspectImage(engine, reference);
  if (!facts)
    throw new Fault(
      'image-not-found',
      `The engine has no image ${reference}.`,
      'See which it has with docker image ls, or build and prove one: dockwright verify PATH',
    );
  const settings = await readAuditSettings(folder, {}, allRules());
  activity.report(`audit: ${reference}`);
  const audited = await audit({ kind: 'image', name: reference }, { settings }, activity);
  if (!audited.image) throw new Error('an image’s audit tells of the image');
  const { id, sizeBytes } = audited.image.answer;
  return {
    reference,
    engineId: facts.engineId,
    configDigest: id,
    sizeBytes,
    audit: audited,
    proof: await loadProof(id),
  };
}
