import type { Activity } from '../../activity.js';
import type { Engine } from '../../engine/connect.js';
import { withFreshImage } from '../../engine/pull-fresh.js';
import type { RegistryLogin } from '../../engine/registry-credentials.js';
import type { Project } from '../../project/project.js';
import type { CriterionId, Spec } from '../../spec/schema.js';
import { type Proof, saveProof } from '../../verify/proof.js';
import { verdictOf } from '../../verify/verdict.js';
import type { Verification } from '../../verify/verification.js';
import { measureImage } from '../../verify/verify-image.js';

/** Measured by building, which the engine did from the same files. */
const byBuilding: CriterionId[] = ['rebuild', 'reproducible', 'compose'];

export interface PulledImage {
  /** By the digest of its platform's manifest. */
  reference: string;
  host: string;
  login: RegistryLogin | null;
  spec: Spec;
  project: Project;
  /** Of the image that was built on the engine from the same files. */
  before: Proof | null;
}

/**
 * Pulls what was built elsewhere, measures it by the Spec's criteria, and keeps the proof. An image that this brought to the
 * engine is taken away again.
 * @param use what else is to be done while it is there
 */
export async function provePulled<T>(
  engine: Engine,
  image: PulledImage,
  activity: Activity,
  use: (verification: Verification) => Promise<T>,
): Promise<T> {
  const work = async () => use(await measure(engine, image, activity));
  // null: the engine had it already
  return (await withFreshImage(engine, { ...image, companions: [] }, activity, work)) ?? work();
}

async function measure(
  engine: Engine,
  { reference, spec, project, before }: PulledImage,
  activity: Activity,
): Promise<Verification> {
  const measured = structuredClone(spec);
  for (const id of [...byBuilding, 'clean-environment'] as const) delete measured.criteria[id];
  const pulled = await measureImage(
    engine,
    {
      root: project.root,
      spec: measured,
      project,
      dockerfile: { source: 'disk', path: 'Dockerfile', content: '' },
      image: reference,
    },
    activity,
  );
  const taken = (before?.verification.criteria ?? [])
    .filter(({ id }) => byBuilding.includes(id))
    .map((criterion) => ({ ...criterion, evidence: `${criterion.evidence}; where the engine built it itself` }));
  const criteria = [...pulled.criteria, ...taken];
  const verification = { ...pulled, criteria, verdict: verdictOf(criteria) };
  await saveProof(spec, verification);
  return verification;
}
