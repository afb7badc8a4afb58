import type { Activity } from '../activity.js';
import { checkWrite } from '../engine/registry/check-write.js';
import type { Manifest } from '../engine/registry/manifests.js';
import { connectRegistry, type Registry } from '../engine/registry/registry.js';
import { openRepository, type Repository } from '../engine/registry/repository.js';
import { listTags } from '../engine/registry/tags.js';
import type { RegistryLogin } from '../engine/registry-credentials.js';
import { Fault } from '../fault.js';
import type { Project } from '../project/project.js';
import type { Spec } from '../spec/schema.js';
import { formatSize } from '../spec/units.js';
import { type Finding, ok } from './check.js';
import { checkAudit, checkVulnerabilities } from './checks/audit.js';
import { checkProof } from './checks/proof.js';
import { checkTag, type PlannedTag, planTag } from './checks/tags.js';
import { commitForTag } from './commit.js';
import { chooseDestination, type Destination, shownDestination } from './destination.js';
import type { ImageSource } from './image-source.js';
import { readPresentTag } from './present-tags.js';
import type { PushedImage } from './subject.js';
import { tagsFor } from './wanted-tags.js';

export interface PushRequest {
  image: string;
  repository?: string | undefined;
  version?: string | undefined;
  tags?: readonly string[] | undefined;
  /** Of the project that the image was made from, where it is known. */
  spec: Spec | null;
  project: Project | null;
  /** Replace full versions. */
  force: boolean;
  /** Push what is not proven, or what the audit refuses. */
  unproven: boolean;
  /** It is built again for these, so that no tag can name it yet. */
  platforms?: readonly string[] | undefined;
  /** Instead of what Docker's configuration has. */
  login?: RegistryLogin | undefined;
}

/** All that is known before anything is pushed. */
export interface PushPlan {
  image: PushedImage;
  destination: Destination;
  /** `ghcr.io/me/app`. */
  shown: string;
  tags: PlannedTag[];
  checks: Finding[];
  /** Where it was built for several platforms: each, and whether it was proven. */
  platforms?: BuiltPlatform[];
  /** The manifest of `image`, where the tags name an index. */
  imageManifest?: Manifest;
}

/** One image of an index. */
export interface BuiltPlatform {
  /** `linux/arm64`. */
  platform: string;
  /** Of its manifest. */
  digest: string;
  proven: boolean;
}

/** A registry with the repository in it that is pushed to. */
export interface OpenDestination {
  registry: Registry;
  repository: Repository;
}

/**
 * Looks at everything that decides about a push, and changes nothing.
 * @param use works on with the registry, which is null where it does not answer
 * @throws Fault for input that cannot be, before any registry is asked
 */
export async function withPlan<T>(
  source: ImageSource,
  request: PushRequest,
  activity: Activity,
  use: (plan: PushPlan, open: OpenDestination | null) => Promise<T>,
): Promise<T> {
  const { spec, unproven } = request;
  const image = await source.read(request.project?.root ?? process.cwd(), activity);
  const destination = chooseDestination({ ...request, provenVersion: image.proof?.app.version ?? null });
  const commit = destination.tags.commit ? await commitForTag(request.project?.root ?? null) : null;
  const shown = shownDestination(destination);
  const checks: Finding[] = [
    ok('image', `${image.configDigest.slice(0, 19)}, ${formatSize(image.sizeBytes)}`),
    checkProof(image.proof, image.reference, unproven, image.audit.target.kind === 'archive'),
    checkAudit(image.audit, image.reference, unproven),
    checkVulnerabilities(image.audit.vulnerabilities, spec, unproven),
  ];
  const unasked = (tags: readonly string[]) =>
    tagsFor(destination.tags, tags, commit).map((tag): PlannedTag => ({ ...tag, action: 'set', present: null }));
  activity.report(`registry: ${destination.host}`);
  let registry: Registry;
  try {
    registry = await connectRegistry(destination.host, activity.signal, {
      ...(request.login ? { login: request.login } : {}),
      insecure: source.insecure,
      onRetry: (attempt, delayMs, why) =>
        activity.report(`registry: attempt ${attempt} in ${Math.ceil(delayMs / 1000)} s: ${why}`),
    });
  } catch (error) {
    checks.push(stopped('registry', error));
    return use({ image, destination, shown, tags: unasked([]), checks }, null);
  }
  try {
    const repository = openRepository(registry, destination.repository, activity.signal, { writes: true });
    const asked = await askRegistry(repository, checks);
    if (!asked) return await use({ image, destination, shown, tags: unasked([]), checks }, null);
    const tags: PlannedTag[] = [];
    for (const tag of tagsFor(destination.tags, asked, commit)) {
      const present = asked.includes(tag.tag) ? await readPresentTag(repository, tag.tag) : null;
      tags.push(planTag(tag, present, request.platforms ? null : image.configDigest, request.force));
    }
    checks.push(...tags.map(checkTag));
    return await use({ image, destination, shown, tags, checks }, { registry, repository });
  } finally {
    registry.close();
  }
}

/** Whether the login may write, and which tags there are; null where it may not. */
async function askRegistry(repository: Repository, checks: Finding[]): Promise<string[] | null> {
  const { registry } = repository;
  try {
    checks.push(ok('registry', `${registry.host} answers at ${registry.address.origin}`));
    const write = await checkWrite(repository);
    if (!write.may) throw write.fault;
    const who = registry.login ? registry.login.username || 'the token' : 'anyone';
    checks.push(ok('credentials', `${who} may write to ${repository.name}`));
    return await listTags(repository);
  } catch (error) {
    checks.push(stopped('credentials', error));
    return null;
  }
}

/** A failure that is an answer: what it says is shown beside the other checks. */
function stopped(id: string, error: unknown): Finding {
  if (!(error instanceof Fault) || error.code === 'interrupted') throw error;
  return { id, status: 'fail', detail: error.message, next: error.hint, exitCode: 3 };
}
