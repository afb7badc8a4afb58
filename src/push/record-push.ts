import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stateFolder } from '../state-folder.js';
import { amendProof, type PushRecord } from '../verify/proof.js';
import { verdictOf } from '../verify/verdict.js';
import type { CriterionResult } from '../verify/verification.js';
import type { CleanResult } from './clean/clean-result.js';

/**
 * Writes a push down: in the image's proof, with what the clean engine showed, or in a file of its own where it was never
 * proven. @returns the path of that file, null for the proof
 */
export async function recordPush(
  configDigest: string,
  push: PushRecord,
  clean: CleanResult | null,
): Promise<string | null> {
  const amended = await amendProof(configDigest, (proof) => {
    const criteria = clean ? withClean(proof.verification.criteria, clean) : proof.verification.criteria;
    return {
      ...proof,
      verification: { ...proof.verification, criteria, verdict: verdictOf(criteria) },
      pushes: [...(proof.pushes ?? []), push],
    };
  });
  if (amended) return null;
  const path = join(stateFolder(), 'pushes', `${configDigest.replace('sha256:', '')}.json`);
  const before = await readFile(path, 'utf8').then(JSON.parse, () => ({}));
  const pushes = [...(Array.isArray(before.pushes) ? before.pushes : []), push];
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, `${JSON.stringify({ format: 'dockwright-push/v1', image: configDigest, pushes }, null, 2)}\n`, {
    mode: 0o600,
  });
  return path;
}

function withClean(criteria: readonly CriterionResult[], { status, evidence }: CleanResult): CriterionResult[] {
  const id = 'clean-environment';
  const before = criteria.find((criterion) => criterion.id === id);
  const result: CriterionResult = {
    id,
    title: before?.title ?? 'Runs where nothing of it was before',
    limit: null,
    required: before?.required ?? false,
    measured: status === 'pass' ? 'pulled by digest and run' : null,
    status,
    evidence,
  };
  return before ? criteria.map((criterion) => (criterion.id === id ? result : criterion)) : [...criteria, result];
}
