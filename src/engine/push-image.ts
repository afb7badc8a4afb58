import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';
import { authConfigOf } from './auth-config.js';
import type { Engine } from './connect.js';
import { engineFault, statusOf } from './engine-fault.js';
import { followProgress, type ProgressEvent } from './follow-progress.js';
import { pushFault } from './push-fault.js';
import { type RetryPolicy, retry, Setback, usualRetries } from './registry/retry.js';
import type { RegistryLogin } from './registry-credentials.js';
import { watchEngine } from './watch-engine.js';

export interface ImagePush {
  /** What the engine calls the image. */
  image: string;
  host: string;
  /** With its host: `ghcr.io/me/app`. */
  repository: string;
  tag: string;
  login: RegistryLogin | null;
  retries?: RetryPolicy;
}

/**
 * Has the engine push an image under one tag. The tag that this needs on the engine is taken away again on every way out, and
 * what had it before has it again. What passes is tried again; layers that are there already are not sent twice.
 * @returns digest of what was pushed, as the engine says it
 */
export async function pushImage(engine: Engine, push: ImagePush, activity: Activity): Promise<string> {
  // the engine tries each layer five times itself
  const { retries = { ...usualRetries, attempts: 2 } } = push;
  return withLocalTag(engine, push, () =>
    retry(
      {
        policy: retries,
        signal: activity.signal,
        onRetry: (attempt, delayMs, why) =>
          activity.report(`push: attempt ${attempt} in ${Math.ceil(delayMs / 1000)} s: ${why}`),
      },
      () => pushOnce(engine, push, activity),
    ),
  );
}

async function pushOnce(
  engine: Engine,
  { host, repository, tag, login }: ImagePush,
  activity: Activity,
): Promise<string> {
  const watch = watchEngine(engine, activity.signal);
  const layers = new Map<string, string>();
  let digest: string | null = null;
  try {
    const stream = await engine.docker
      .getImage(`${repository}:${tag}`)
      .push({ tag, authconfig: authConfigOf(host, login), abortSignal: watch.signal });
    await followProgress(stream, (event) => {
      if (event.aux?.Digest) digest = event.aux.Digest;
      if (!event.id || !event.status) return;
      layers.set(event.id, event.status);
      activity.report(shownProgress(event, layers));
    });
  } catch (error) {
    const reason = watch.reason(error);
    activity.signal.throwIfAborted();
    const fault = engineFault(reason, engine.endpoint);
    // the stream's own errors carry no status: they are the registry's
    if (fault instanceof Fault && fault.code === 'engine-unreachable') throw fault;
    const { passes, fault: told } = pushFault((reason as Error).message, { host, repository, tag, login });
    throw passes ? new Setback(told) : told;
  } finally {
    watch.stop();
  }
  activity.signal.throwIfAborted();
  if (digest === null)
    throw new Fault(
      'registry-broken',
      `The engine pushed ${repository}:${tag} and does not say its digest.`,
      'Push it once more.',
    );
  return digest;
}

function shownProgress({ id, status, progressDetail }: ProgressEvent, layers: Map<string, string>): string {
  const { current, total } = progressDetail ?? {};
  const done = [...layers.values()].filter((state) => /^(?:Pushed|Layer already exists|Mounted from)/.test(state));
  const percent = current && total ? ` ${Math.min(100, Math.round((100 * current) / total))} %` : '';
  return `push: ${done.length} of ${layers.size} layers; ${id} ${status?.toLowerCase()}${percent}`;
}

async function withLocalTag<T>(
  engine: Engine,
  { image, repository, tag }: ImagePush,
  work: () => Promise<T>,
): Promise<T> {
  const { docker } = engine;
  const name = `${repository}:${tag}`;
  const before = await seen(engine, name);
  const own = await seen(engine, image);
  if (before && before.Id === own?.Id) return work();
  await docker
    .getImage(image)
    .tag({ repo: repository, tag })
    .catch((error) => {
      throw engineFault(error, engine.endpoint);
    });
  try {
    return await work();
  } finally {
    await restoreTag(engine, name, before?.Id ?? null, { repository, tag }).catch(() => {});
    await forgetDigests(engine, image, own?.RepoDigests ?? []).catch(() => {});
  }
}

/** The tag goes back to what had it, or away; never as an image's last one, since that would remove the image. */
async function restoreTag(
  { docker }: Engine,
  name: string,
  before: string | null,
  { repository, tag }: Pick<ImagePush, 'repository' | 'tag'>,
): Promise<void> {
  if (before !== null) {
    await docker.getImage(before).tag({ repo: repository, tag });
    return;
  }
  const { RepoTags } = await docker.getImage(name).inspect();
  if ((RepoTags ?? []).length > 1) await docker.getImage(name).remove({ noprune: true });
}

/** A push leaves a name by digest too, by which an image stays when its own name is removed. */
async function forgetDigests({ docker }: Engine, image: string, before: readonly string[]): Promise<void> {
  const { RepoTags, RepoDigests } = await docker.getImage(image).inspect();
  if ((RepoTags ?? []).length === 0) return;
  for (const name of RepoDigests ?? [])
    if (!before.includes(name)) await docker.getImage(name).remove({ noprune: true });
}

async function seen(engine: Engine, name: string): Promise<{ Id: string; RepoDigests?: string[] } | null> {
  try {
    return await engine.docker.getImage(name).inspect();
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw engineFault(error, engine.endpoint);
  }
}
