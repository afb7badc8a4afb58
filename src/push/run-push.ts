import type { Activity } from '../activity.js';
import { connectEngine } from '../engine/connect.js';
import { currentSurroundings } from '../engine/docker-config.js';
import { findLogin } from '../engine/registry-credentials.js';
import { Fault } from '../fault.js';
import { attachDocuments } from './attach/attach-documents.js';
import { signImage } from './attach/sign.js';
import type { Finding } from './check.js';
import type { PlannedTag } from './checks/tags.js';
import { checkClean, measureCleanEnvironment } from './clean/clean-environment.js';
import { chooseDestination } from './destination.js';
import { engineSource, type ImageSource } from './image-source.js';
import { type OpenDestination, type PushPlan, type PushRequest, withPlan } from './plan.js';
import { type PushedTag, type PushResult, pushPlanned } from './push.js';
import type { PushAnswer } from './push-answer.js';
import { recordPush } from './record-push.js';

export interface RunPush extends PushRequest {
  dryRun: boolean;
  /** Where it is run again afterwards; null for nowhere. */
  cleanEngine: string | null;
}

/**
 * Plans a push, asks, pushes, and looks at what came of it.
 * @param open where the image lies; asked once it is known that names and versions can be
 * @param confirm hears what would happen, and returns when it may begin (of a dry run: at once); the binding covers the image,
 *   where it goes and what becomes of each tag
 */
export async function runPush(
  request: RunPush,
  activity: Activity,
  confirm: (plan: PushPlan, binding: unknown) => Promise<void>,
  open = () => onEngine(request, activity),
): Promise<PushAnswer> {
  // names and versions that cannot be are refused before anything is asked; a version that is proven is known later
  chooseDestination({ ...request, version: request.version ?? '0.0.0', provenVersion: null });
  const source = await open();
  return withPlan(source, request, activity, async (plan, open) => {
    const stopped = plan.checks.filter(({ status }) => status === 'fail');
    if (stopped.length > 0 || !open) return pushAnswer(request, plan, 'refused', []);
    if (plan.tags.some(({ action }) => action === 'set')) await confirm(plan, bindingOf(request, plan));
    if (request.dryRun) return pushAnswer(request, plan, 'ready', []);
    const result = await pushPlanned(source, request, plan, open, activity);
    return finishPush(request, plan, open, result, activity);
  });
}

async function onEngine({ image }: RunPush, activity: Activity): Promise<ImageSource> {
  activity.report('engine: connecting');
  return engineSource(await connectEngine(), image);
}

/** What goes beside an image that is in the registry: documents, a signature, a run elsewhere, and the record of all that. */
export async function finishPush(
  request: RunPush,
  plan: PushPlan,
  open: OpenDestination,
  { manifest, pushed, checks }: PushResult,
  activity: Activity,
): Promise<PushAnswer> {
  const login = request.login ?? (await findLogin(plan.destination.host, currentSurroundings())).login;
  const { spec, project, cleanEngine } = request;
  const where = {
    repository: open.repository,
    shown: plan.shown,
    manifest,
    login,
    spec,
    project,
    engine: cleanEngine,
  };
  const unproven = unprovenBecause(plan);
  const after = [...checks];
  const clean = await afterPush(pushed, async () => {
    // what has it all already has its documents too
    if (pushed.length > 0) {
      after.push(...(await attachDocuments(open.repository, manifest, request, plan, unproven, activity)));
      after.push(await signImage(`${plan.shown}@${manifest.digest}`, activity));
    }
    return measureCleanEnvironment(where, activity);
  });
  after.push(checkClean(clean, spec));
  const record = {
    pushedAt: new Date().toISOString(),
    references: pushed.map(({ reference }) => reference),
    digest: manifest.digest,
    ...(unproven === null ? {} : { unproven }),
  };
  const path = await recordPush(plan.image.configDigest, record, clean);
  if (path !== null) after.push({ id: 'record', status: 'warn', detail: `there is no proof to note it in: ${path}` });
  return pushAnswer(request, { ...plan, checks: [...plan.checks, ...after] }, 'pushed', pushed);
}

/** What was pushed stays pushed when the look at it is stopped: that is said. */
async function afterPush<T>(pushed: readonly PushedTag[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const done = pushed.length > 0 ? ` Pushed: ${pushed.map(({ reference }) => reference).join(', ')}.` : '';
    if (error instanceof Fault) throw new Fault(error.code, `${error.message}${done}`, error.hint, { cause: error });
    if (error instanceof Error && error.name === 'AbortError')
      throw new Fault('interrupted', `Stopped before it was looked at.${done}`, 'Run the same command again.');
    throw error;
  }
}

function unprovenBecause({ checks }: PushPlan): string | null {
  const passed = checks.filter(
    ({ id, status }) => status === 'warn' && ['proof', 'audit', 'vulnerabilities'].includes(id),
  );
  return passed.length > 0 ? passed.map(({ detail }) => detail).join('; ') : null;
}

function bindingOf({ force, unproven }: PushRequest, { image, shown, tags }: PushPlan): unknown {
  return [image.configDigest, shown, tags.map(({ tag, action, present }) => [tag, action, present]), force, unproven];
}

/** What is said of a push. */
export function pushAnswer(
  request: RunPush,
  { image, shown, tags, checks }: PushPlan,
  verdict: PushAnswer['verdict'],
  pushed: PushedTag[],
): PushAnswer {
  const { dryRun } = request;
  const missed = checks.some(({ id, status, next }) => id === 'clean-environment' && status === 'not-measured' && next);
  const bad = verdict === 'pushed' && checks.some(({ status }) => status === 'fail');
  const codes = checks.flatMap(({ exitCode }) => exitCode ?? []);
  return {
    image: image.reference,
    id: image.configDigest,
    repository: shown,
    dryRun,
    verdict: bad || (verdict === 'pushed' && missed) ? 'fail' : verdict,
    pushed,
    tags: tags.map(({ tag, action, present }) => ({ tag, action, present })),
    checks: checks.map(({ id, status, detail }) => ({ id, status, detail })),
    next: nextOf(checks, verdict, shown, pushed, tags),
    exitCode:
      verdict === 'refused'
        ? Math.max(2, ...codes)
        : bad || (verdict === 'pushed' && missed)
          ? Math.max(1, ...codes)
          : 0,
  };
}

function nextOf(
  checks: readonly Finding[],
  verdict: PushAnswer['verdict'],
  shown: string,
  pushed: readonly PushedTag[],
  tags: readonly PlannedTag[],
): string[] {
  const steps = checks.flatMap(({ status, next }) => (next && status !== 'ok' ? [next] : []));
  if (steps.length > 0) return [...new Set(steps)];
  if (verdict === 'ready')
    return tags.some(({ action }) => action === 'set')
      ? ['Push it: the same again without --dry-run.']
      : ['Nothing: the registry has it all already.'];
  const [first] = pushed;
  return [
    first
      ? `Run it anywhere by its digest: docker pull ${shown}@${first.digest}`
      : 'Nothing was to be pushed: the registry has it all already.',
  ];
}
