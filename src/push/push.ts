import type { Activity } from '../activity.js';
import { currentSurroundings } from '../engine/docker-config.js';
import { getManifest, headManifest, type Manifest } from '../engine/registry/manifests.js';
import { findLogin } from '../engine/registry-credentials.js';
import { Fault } from '../fault.js';
import { type Finding, ok } from './check.js';
import type { PlannedTag } from './checks/tags.js';
import type { ImageSource } from './image-source.js';
import type { OpenDestination, PushPlan, PushRequest } from './plan.js';
import { configsOf } from './present-tags.js';
import { setTags } from './set-tags.js';

export interface PushedTag {
  reference: string;
  digest: string;
  sizeBytes: number;
}

export interface PushResult {
  /** Of the manifest that all tags name. */
  manifest: Manifest;
  pushed: PushedTag[];
  checks: Finding[];
}

/**
 * Pushes an image as planned: first under the tag that never changes, which is read back, then the floating tags are set to
 * the same manifest. Whatever ends it before that leaves them where they were.
 * @throws Fault, with what was done by then
 */
export async function pushPlanned(
  source: ImageSource,
  request: PushRequest,
  plan: PushPlan,
  open: OpenDestination,
  activity: Activity,
): Promise<PushResult> {
  const { shown } = plan;
  const wanted = plan.tags.filter(({ action }) => action === 'set');
  const there = plan.tags.find(({ action }) => action === 'same');
  const first = there ?? wanted.find(({ kind }) => isFixed(kind)) ?? wanted[0];
  if (!first) throw new Fault('invalid-input', 'There is no tag to push.', 'Name one with --tags.');
  if (!there) await pushFirst(source, request, plan, first, open, activity);
  const rest = wanted.filter(({ tag }) => tag !== first.tag);
  const undone = rest.length > 0 ? ` Not set: ${rest.map(({ tag }) => tag).join(', ')}.` : '';
  if (activity.signal.aborted && !there)
    throw new Fault('interrupted', `Stopped. Pushed: ${shown}:${first.tag}.${undone}`, 'Run the same command again.');
  const manifest = await readBack(open, plan, first.tag);
  activity.report(`registry: setting ${rest.map(({ tag }) => tag).join(', ') || 'nothing more'}`);
  await setTags(open.repository, manifest, rest).catch((error: unknown) => {
    if (!(error instanceof Fault) || there) throw error;
    throw new Fault(error.code, `${error.message} Pushed: ${shown}:${first.tag}.`, error.hint, { cause: error });
  });
  return { manifest, ...(await readTagsBack(open, plan, wanted, manifest)) };
}

/** What the registry has under each tag is compared with what was pushed. */
export async function readTagsBack(
  { repository }: OpenDestination,
  { image, shown }: PushPlan,
  tags: readonly PlannedTag[],
  manifest: Manifest,
): Promise<Omit<PushResult, 'manifest'>> {
  const checks: Finding[] = [];
  const pushed: PushedTag[] = [];
  for (const { tag } of tags) {
    const seen = await headManifest(repository, tag);
    const agrees = seen?.digest === manifest.digest;
    checks.push(
      agrees
        ? ok(`digest:${tag}`, `read back: ${manifest.digest.slice(0, 19)}`)
        : {
            id: `digest:${tag}`,
            status: 'fail',
            detail: `the registry has ${seen?.digest ?? 'nothing'} there, pushed was ${manifest.digest}`,
            next: 'Someone else may push to it at the same time: push again.',
            exitCode: 3,
          },
    );
    pushed.push({ reference: `${shown}:${tag}`, digest: manifest.digest, sizeBytes: image.sizeBytes });
  }
  return { pushed, checks };
}

function isFixed(kind: PlannedTag['kind']): boolean {
  return kind === 'full' || kind === 'commit';
}

async function pushFirst(
  source: ImageSource,
  { login }: PushRequest,
  { destination, shown }: PushPlan,
  { tag }: PlannedTag,
  { repository }: OpenDestination,
  activity: Activity,
): Promise<void> {
  const used = login ?? (await findLogin(destination.host, currentSurroundings())).login;
  activity.report(`push: ${shown}:${tag}`);
  await source.send({ repository, shown, tag, login: used }, activity);
}

/** What the registry has is compared with the image that was proven: by its configuration, which its digest covers. */
async function readBack({ repository }: OpenDestination, { image, shown }: PushPlan, tag: string): Promise<Manifest> {
  const manifest = await getManifest(repository, tag);
  if ((await configsOf(repository, manifest)).includes(image.configDigest)) return manifest;
  throw new Fault(
    'registry-broken',
    `${shown}:${tag} is another image in the registry than the one that was pushed (${image.configDigest}).`,
    'Someone else may push to it at the same time: push again. The other tags were left alone.',
  );
}
