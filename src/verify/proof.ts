import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Spec } from '../spec/schema.js';
import { stateFolder } from '../state-folder.js';
import type { Verification } from './verification.js';

/** A verification as it is kept: what was claimed of an image, what was measured, and when. */
export interface Proof {
  format: 'dockwright-proof/v1';
  /** ISO 8601, UTC. */
  verifiedAt: string;
  /** Name and version of the application, from the Spec. */
  app: { name: string; version: string };
  verification: Verification;
  /** Where the image went, latest last. */
  pushes?: PushRecord[];
}

/** One push of the proven image. */
export interface PushRecord {
  /** ISO 8601, UTC. */
  pushedAt: string;
  references: string[];
  /** Of the manifest. */
  digest: string;
  /** Why it was pushed against the rules, where it was. */
  unproven?: string;
}

/** Keeps a proof under the image's config digest; the same image's newer proof takes the place of its older one. @returns its path */
export async function saveProof(spec: Spec, verification: Verification, folder = stateFolder()): Promise<string> {
  const { image } = verification;
  if (!image) throw new Error('without an image there is no proof');
  const { name, version } = spec.app;
  const path = proofPath(image.id, folder);
  await writeJson(path, {
    format: 'dockwright-proof/v1',
    verifiedAt: new Date().toISOString(),
    app: { name, version },
    verification,
  });
  return path;
}

async function writeJson(path: string, value: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const partial = `${path}.${randomUUID()}`;
  await writeFile(partial, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(partial, path);
}

/** Changes the proof of an image by its config digest. @returns whether there was one to change */
export async function amendProof(
  configDigest: string,
  amend: (proof: Proof) => Proof,
  folder = stateFolder(),
): Promise<boolean> {
  const proof = await loadProof(configDigest, folder);
  if (!proof) return false;
  await writeJson(proofPath(configDigest, folder), amend(proof));
  return true;
}

/** The proof of an image by its config digest; null where there is none that can be read. */
export async function loadProof(configDigest: string, folder = stateFolder()): Promise<Proof | null> {
  if (!/^sha256:[0-9a-f]{64}$/.test(configDigest)) return null;
  try {
    const proof = JSON.parse(await readFile(proofPath(configDigest, folder), 'utf8')) as Proof;
    return proof.format === 'dockwright-proof/v1' && proof.verification?.image?.id === configDigest ? proof : null;
  } catch {
    return null;
  }
}

function proofPath(configDigest: string, folder: string): string {
  return join(folder, 'proofs', `${configDigest.replace('sha256:', '')}.json`);
}
