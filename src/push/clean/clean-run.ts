import type { Activity } from '../../activity.js';
import { connectEngine } from '../../engine/connect.js';
import { currentSurroundings, type Surroundings } from '../../engine/docker-config.js';
import { withFreshImage } from '../../engine/pull-fresh.js';
import type { RegistryLogin } from '../../engine/registry-credentials.js';
import { Fault } from '../../fault.js';
import { composedServices } from '../../generate/compose/connection.js';
import type { Project } from '../../project/project.js';
import type { CriterionId, Spec } from '../../spec/schema.js';
import type { Verification } from '../../verify/verification.js';
import { measureImage } from '../../verify/verify-image.js';
import type { CleanResult } from './clean-result.js';

/** What is measured by building, or looks at the image's contents, which the digest has fixed: it says nothing of a clean place. */
const notOfThePlace: CriterionId[] = ['rebuild', 'reproducible', 'compose', 'vulnerabilities', 'clean-environment'];

export interface CleanSubject {
  /** `ghcr.io/me/app@sha256:...`. */
  reference: string;
  host: string;
  login: RegistryLogin | null;
  spec: Spec;
  project: Project;
}

/**
 * Pulls the image into another engine, runs it there by the Spec's criteria, and takes it away again.
 * @param where an engine's address (unix://, tcp://, ssh://) or the name of a Docker context
 */
export async function runClean(subject: CleanSubject, where: string, activity: Activity): Promise<CleanResult> {
  activity.report(`clean engine: ${where}`);
  const engine = await connectEngine(leadingTo(where, currentSurroundings()));
  // an image from a file is pushed without one
  const own = await connectEngine().catch(() => null);
  if (own && (await idOf(engine)) === (await idOf(own)))
    throw new Fault(
      'invalid-input',
      `The clean engine ${where} is the one that pushed.`,
      'Name another engine, on which nothing of the image was before.',
    );
  // what its services need is fetched there too, and goes with it
  const companions = composedServices(subject.project, subject.spec).known.map(({ service }) => service.image);
  const result = await withFreshImage(
    engine,
    { ...subject, companions },
    activity,
    async ({ sharedLayers, layers }) => {
      if (sharedLayers > 0) return notClean(`${sharedLayers} of its ${layers} layers were on ${where} before`);
      const spec = structuredClone(subject.spec);
      for (const id of notOfThePlace) delete spec.criteria[id];
      const verification = await measureImage(
        engine,
        {
          root: subject.project.root,
          spec,
          project: subject.project,
          dockerfile: { source: 'disk', path: 'Dockerfile', content: '' },
          image: subject.reference,
        },
        activity,
      );
      return judge(verification, where, layers);
    },
  );
  return result ?? notClean(`${where} had the image before`);
}

function judge({ criteria, verdict }: Verification, where: string, layers: number): CleanResult {
  const passed = criteria.filter(({ status }) => status === 'pass');
  const missed = criteria.filter(({ status }) => status !== 'pass');
  const pulled = `pulled by digest, ${layers} layers, none of them there before`;
  if (verdict === 'pass') return { status: 'pass', evidence: `${passed.length} criteria pass on ${where}; ${pulled}` };
  const list = missed.map(({ id, evidence }) => `${id}: ${evidence}`).join('; ');
  if (verdict === 'fail') return { status: 'fail', evidence: `on ${where}: ${list}` };
  return { status: 'not-measured', evidence: `on ${where}: ${list}` };
}

function notClean(why: string): CleanResult {
  return { status: 'not-measured', evidence: `the engine was not clean: ${why}` };
}

/** A context's name has no scheme. */
function leadingTo(where: string, surroundings: Surroundings): Surroundings {
  const named = where.includes('://') ? { DOCKER_HOST: where } : { DOCKER_HOST: undefined, DOCKER_CONTEXT: where };
  return { ...surroundings, env: { ...surroundings.env, ...named } };
}

/** An engine's own identity, however it is reached. */
async function idOf({ docker }: Awaited<ReturnType<typeof connectEngine>>): Promise<string> {
  return (await docker.info()).ID;
}
