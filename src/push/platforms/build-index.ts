import type { Activity } from '../../activity.js';
import { buildPlatforms, cacheTag, type PlatformsBuild, provenanceMode } from '../../engine/buildx/build-platforms.js';
import { currentSurroundings } from '../../engine/docker-config.js';
import { headManifest } from '../../engine/registry/manifests.js';
import type { Project } from '../../project/project.js';
import { type Finding, ok } from '../check.js';
import { readSource } from '../commit.js';
import type { OpenDestination, PushPlan } from '../plan.js';
import { buildFault, lacksScanner } from './build-fault.js';
import { type BuiltIndex, readBuiltIndex } from './built-index.js';
import { checkPrograms } from './check-programs.js';
import type { PlatformsPush } from './platforms-push.js';

/** What is built. */
type IndexRequest = Pick<PlatformsPush, 'platforms' | 'chosen' | 'spec' | 'dockerfile' | 'ignore' | 'login'> & {
  project: Pick<Project, 'root'>;
};
/** Where it goes. */
type IndexPlan = Pick<PushPlan, 'shown' | 'destination'>;

/**
 * Builds for all platforms, pushes the index under no tag, and reads back what the registry then has.
 * @throws Fault where the build fails, or a platform is not there
 */
export async function buildIndex(
  request: IndexRequest,
  plan: IndexPlan,
  { repository }: OpenDestination,
  activity: Activity,
): Promise<{ index: BuiltIndex; checks: Finding[] }> {
  const { platforms, chosen } = request;
  const { buildx, builder } = chosen;
  const surroundings = currentSurroundings();
  const wanted = await buildOf(request, plan);
  activity.report(`build: ${platforms.join(', ')} on ${builder.name}`);
  let outcome = await buildPlatforms(buildx, wanted, surroundings, activity);
  // bills of materials are not worth a push that fails
  if (outcome.digest === null && lacksScanner(outcome.log))
    outcome = await buildPlatforms(buildx, { ...wanted, sbom: false }, surroundings, activity);
  if (outcome.digest === null) throw buildFault(outcome.log, platforms, builder);
  const index = await readBuiltIndex(repository, outcome.digest, platforms);
  activity.report('registry: looking at what was built');
  for (const image of index.images) await checkPrograms(repository, image);
  const cached = await headManifest(repository, cacheTag);
  const cache = `${plan.shown}:${cacheTag}`;
  return {
    index,
    checks: [
      ok('index', `read back: ${index.manifest.digest}, ${index.images.length} images`),
      checkAttestations(index, await provenanceMode(surroundings)),
      cached
        ? ok('cache', `${cache}, for the next build`)
        : { id: 'cache', status: 'warn', detail: `the registry did not take ${cache}: the next build starts anew` },
    ],
  };
}

async function buildOf(request: IndexRequest, { shown, destination }: IndexPlan): Promise<PlatformsBuild> {
  const { platforms, chosen, project, spec, dockerfile, ignore, login } = request;
  const source = await readSource(project.root);
  return {
    builder: chosen.builder.name,
    platforms,
    root: project.root,
    dockerfile,
    ignore,
    repository: shown,
    sbom: true,
    annotations: {
      'org.opencontainers.image.title': spec.app.name,
      'org.opencontainers.image.version': destination.tags.version?.tag ?? spec.app.version,
      ...(source ? { 'org.opencontainers.image.revision': source.commit } : {}),
      ...(source?.remote ? { 'org.opencontainers.image.source': source.remote } : {}),
    },
    ...(login ? { login: { ...login, host: destination.host } } : {}),
  };
}

/** What the index says of how it was made, platform by platform. */
function checkAttestations({ images }: BuiltIndex, mode: string): Finding {
  const id = 'attestations';
  const lacking = images.filter(({ attested }) => attested.length < 2);
  const kinds = `provenance (mode=${mode}) and bill of materials`;
  if (lacking.length === 0) return ok(id, `in the index, for each platform: ${kinds}`);
  const list = images.map(({ platform, attested }) => `${platform}: ${attested.join(', ') || 'none'}`);
  return {
    id,
    status: 'warn',
    detail: `in the index: ${list.join('; ')}`,
    next: 'For bills of materials in it the builder must be able to fetch docker/buildkit-syft-scanner from Docker Hub or a mirror of it.',
  };
}
