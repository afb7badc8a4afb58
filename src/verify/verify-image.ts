import type { Activity } from '../activity.js';
import { readIgnoreRules } from '../engine/build-context.js';
import { type BuildOutcome, type BuildRequest, buildImage } from '../engine/build-image.js';
import { isOwnStep } from '../engine/build-log.js';
import { connectEngine, type Engine } from '../engine/connect.js';
import { engineFault } from '../engine/engine-fault.js';
import { inspectImage } from '../engine/image.js';
import { type Run, withRun } from '../engine/run.js';
import { Fault } from '../fault.js';
import { imageReference } from '../generate/image-reference.js';
import type { Bench } from './bench.js';
import { describeBuildFailure } from './build-failure.js';
import type { Facts } from './facts.js';
import { keepRunning } from './keep-running.js';
import { observe } from './observe/observe.js';
import { cameUp } from './observe/service.js';
import { saveProof } from './proof.js';
import { startCompanions } from './start-companions.js';
import { subjectOf } from './subject.js';
import { chooseCriteria, judgeAll, verdictOf } from './verdict.js';
import type { Timings, Verification, VerifyRequest } from './verification.js';

/**
 * Builds the image (or takes the one that is named), runs it hardened, and measures every criterion that the Spec sets.
 * Everything that it starts is gone when it returns, throws or is stopped, except what `keep` asks for.
 * @throws Fault engine-unreachable, engine-refused, image-not-found, invalid-input
 */
export async function verifyImage(request: VerifyRequest, activity: Activity): Promise<Verification> {
  activity.signal.throwIfAborted();
  activity.report('engine: connecting');
  return prove(await measureImage(await connectEngine(), request, activity), request);
}

/** The same on an engine that is at hand; what was measured is kept nowhere. */
export async function measureImage(engine: Engine, request: VerifyRequest, activity: Activity): Promise<Verification> {
  const started = performance.now();
  try {
    const verification = await withRun(engine, (run) => verifyOn(engine, run, request, activity));
    verification.timings.totalMs = Math.round(performance.now() - started);
    return verification;
  } catch (error) {
    if (activity.signal.aborted) throw activity.signal.reason;
    throw engineFault(error, engine.endpoint);
  }
}

async function verifyOn(engine: Engine, run: Run, request: VerifyRequest, activity: Activity): Promise<Verification> {
  const subject = subjectOf(request.spec, request.project);
  const reference = request.image ?? imageReference(request.spec);
  const build = request.image ? null : await buildRequest(request, reference);
  const built = build ? await buildImage(engine, build, activity) : null;
  if (built && !built.imageId) return failedBuild(request, built);
  const image = built?.imageId ?? (await existingImage(engine, reference));
  const warnings = [...(built?.warnings ?? [])];
  const companions = await startCompanions(engine, run.labels, subject, `dockwright-${run.id}`, activity);
  warnings.push(...companions.warnings);
  const bench: Bench = {
    engine,
    run,
    request,
    subject,
    image,
    activity,
    surroundings: companions.surroundings,
    warnings,
  };
  const criteria = chooseCriteria(request.spec.criteria, request.criteria);
  const facts = await observe(bench, build, new Set(criteria.flatMap(({ needs }) => needs)));
  const results = judgeAll(criteria, facts);
  const verdict = verdictOf(results);
  const container = request.keep ? await keepRunning(bench, facts) : undefined;
  return {
    image: imageOf(facts, reference),
    dockerfile: request.image ? 'none' : request.dockerfile.source === 'disk' ? request.dockerfile.path : 'generated',
    criteria: results,
    verdict,
    timings: timingsOf(built, facts),
    ...(built ? { build: buildSummary(built, facts) } : {}),
    ...(container ? { container } : {}),
    ...runOf(facts),
    warnings,
  };
}

async function buildRequest(
  { root, dockerfile, generatedFiles, secrets }: VerifyRequest,
  tag: string,
): Promise<BuildRequest> {
  const ignore = generatedFiles?.find(({ path }) => path === '.dockerignore')?.content;
  return {
    context: { root, rules: await readIgnoreRules(root, dockerfile.path, ignore), overlay: new Map() },
    dockerfile: { path: dockerfile.path, content: dockerfile.content },
    tag,
    secrets,
  };
}

async function existingImage(engine: Engine, reference: string): Promise<string> {
  const facts = await inspectImage(engine, reference);
  if (facts) return facts.engineId;
  throw new Fault(
    'image-not-found',
    `The engine has no image ${reference}.`,
    `See which it has with: docker image ls; or pull it: docker pull ${reference}`,
  );
}

function failedBuild(request: VerifyRequest, built: BuildOutcome): Verification {
  const reason = 'the build failed';
  const criteria = chooseCriteria(request.spec.criteria, request.criteria);
  const missing = { missing: reason };
  const facts: Facts = {
    subject: subjectOf(request.spec, request.project),
    image: missing,
    service: missing,
    configuration: missing,
    rebuild: missing,
    reproducible: missing,
    compose: missing,
    vulnerabilities: missing,
  };
  return {
    image: null,
    dockerfile: request.dockerfile.source === 'disk' ? request.dockerfile.path : 'generated',
    criteria: judgeAll(criteria, facts),
    verdict: 'fail',
    timings: { buildMs: Math.round(built.milliseconds), totalMs: 0 },
    build: buildSummary(built, null),
    buildLog: describeBuildFailure(request.dockerfile.path, built),
    warnings: built.warnings,
  };
}

function imageOf({ image }: Facts, reference: string): Verification['image'] {
  if (!image || !('seen' in image)) return null;
  return { reference, id: image.seen.configDigest, sizeBytes: image.seen.sizeBytes };
}

/** Milliseconds of what took place; what did not has no entry. */
function timingsOf(built: BuildOutcome | null, { service, rebuild }: Facts): Timings {
  const run = service && 'seen' in service ? service.seen : null;
  const times = {
    buildMs: built?.milliseconds,
    coldStartMs: run?.readiness.milliseconds,
    shutdownMs: run?.stop?.milliseconds,
    rebuildMs: rebuild && 'seen' in rebuild ? rebuild.seen.milliseconds : undefined,
  };
  const present = Object.entries(times).flatMap(([name, value]) =>
    value == null ? [] : [[name, Math.round(value)] as const],
  );
  return { ...Object.fromEntries(present), totalMs: 0 };
}

function buildSummary({ steps }: BuildOutcome, facts: Facts | null): NonNullable<Verification['build']> {
  // a base image is not a step of the Dockerfile's that a cache could spare
  const own = steps.filter(({ name }) => isOwnStep(name) && !/\] FROM /.test(name));
  const image = facts?.image;
  return {
    steps: own.length,
    cachedSteps: own.filter(({ cached }) => cached).length,
    layers: image && 'seen' in image ? image.seen.layers.length : null,
  };
}

function runOf({ service }: Facts): Pick<Verification, 'run' | 'memoryBytes'> {
  if (!service || !('seen' in service)) return {};
  const { readOnlyRoot, memoryBytes } = service.seen;
  const run = { readOnlyRoot, cameUp: cameUp(service.seen) };
  return memoryBytes === null ? { run } : { run, memoryBytes };
}

/** A proof that cannot be kept is no reason to lose what was measured. */
async function prove(verification: Verification, { spec }: VerifyRequest): Promise<Verification> {
  if (!verification.image) return verification;
  try {
    return { ...verification, proof: await saveProof(spec, verification) };
  } catch (error) {
    const warning = `the proof could not be kept: ${(error as Error).message}`;
    return { ...verification, warnings: [...verification.warnings, warning] };
  }
}
