import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFolder } from '../state-folder.js';
import { loadProof, type Proof } from './proof.js';

/** More than anyone's machine has of one application; the rest is older. */
const mostRead = 200;

/** The newest proof of an application, by its name, in which it came up; null where there is none. */
export async function newestProof(name: string, folder = stateFolder()): Promise<Proof | null> {
  let newest: Proof | null = null;
  for (const digest of await provenDigests(folder)) {
    const proof = await loadProof(digest, folder);
    if (proof?.app?.name !== name || !proof.verification.run?.cameUp) continue;
    if (newest === null || proof.verifiedAt > newest.verifiedAt) newest = proof;
  }
  return newest;
}

/** Config digests of the images whose proofs were written last, the newest first. */
export async function provenDigests(state = stateFolder()): Promise<string[]> {
  const folder = join(state, 'proofs');
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
  const files = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  return files
    .sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1))
    .slice(0, mostRead)
    .map(({ name }) => `sha256:${name.slice(0, 64)}`);
}
