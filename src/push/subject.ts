import type { Activity } from '../activity.js';
import { allRules } from '../audit/all-rules.js';
import { type Audit, audit } from '../audit/audit.js';
import { readAuditSettings } from '../audit/settings/read-settings.js';
import type { AuditTarget } from '../audit/targets.js';
import type { Engine } from '../engine/connect.js';
import { inspectImage } from '../engine/image.js';
import { Fault } from '../fault.js';
import { loadProof, type Proof } from '../verify/proof.js';

/** The image that is pushed, and what is known of it. */
export interface PushedImage {
  /** As the user named it. */
  reference: string;
  configDigest: string;
  /** Of the uncompressed layers. */
  sizeBytes: number;
  audit: Audit;
  proof: Proof | null;
}

/** One that an engine has. */
export interface EngineImage extends PushedImage {
  /** What the engine calls it; it cannot come to mean another image while we work. */
  engineId: string;
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
): Promise<EngineImage> {
  const facts = await inspectImage(engine, reference);
  if (!facts)
    throw new Fault(
      'image-not-found',
      `The engine has no image ${reference}.`,
      'See which it has with docker image ls, or build and prove one: dockwright verify PATH',
    );
  return { ...(await auditPushed({ kind: 'image', name: reference }, folder, activity)), engineId: facts.engineId };
}

/** Audits what is pushed, on an engine or in a file, which also tells what it is. */
export async function auditPushed(target: AuditTarget, folder: string, activity: Activity): Promise<PushedImage> {
  const settings = await readAuditSettings(folder, {}, allRules());
  activity.report(`audit: ${target.name}`);
  const audited = await audit(target, { settings }, activity);
  if (!audited.image) throw new Error('an image’s audit tells of the image');
  const { id, sizeBytes } = audited.image.answer;
  return { reference: target.name, configDigest: id, sizeBytes, audit: audited, proof: await loadProof(id) };
}
