import type { Activity } from '../../activity.js';
import { cycloneDx } from '../../audit/sbom/cyclonedx.js';
import type { Manifest } from '../../engine/registry/manifests.js';
import type { Repository } from '../../engine/registry/repository.js';
import { Fault } from '../../fault.js';
import { version } from '../../version.js';
import { type Finding, ok } from '../check.js';
import { readSource } from '../commit.js';
import type { PushPlan, PushRequest } from '../plan.js';
import { type Artifact, attachArtifact } from './attach-artifact.js';
import { inTotoType, provenance } from './provenance.js';

/** Attaches the bill of materials and the provenance. A registry that takes neither has the image all the same: that is said. */
export async function attachDocuments(
  repository: Repository,
  manifest: Manifest,
  request: PushRequest,
  plan: PushPlan,
  unproven: string | null,
  activity: Activity,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const artifacts: [id: string, subject: Manifest, artifact: Artifact][] = [
    // of an index, the packages are those of one image
    ['sbom', plan.imageManifest ?? manifest, billOf(plan)],
    ['provenance', manifest, await provenanceOf(manifest, request, plan, unproven)],
  ];
  for (const [id, subject, artifact] of artifacts) {
    activity.report(`registry: attaching ${id}`);
    try {
      const { digest, by } = await attachArtifact(repository, subject, artifact);
      const found =
        by === 'api' ? 'listed as a referrer' : 'found by the referrers tag, since the registry keeps no list';
      findings.push(ok(id, `${artifact.type} ${digest.slice(0, 19)}, ${found}`));
    } catch (error) {
      if (!(error instanceof Fault) || error.code === 'interrupted') throw error;
      findings.push({ id, status: 'warn', detail: `not attached: ${error.message}` });
    }
  }
  return findings;
}

function imageAuditOf({ image }: PushPlan) {
  if (!image.audit.image) throw new Error('an image’s audit tells of the image');
  return image.audit.image;
}

function billOf(plan: PushPlan): Artifact {
  const { packages, inspected } = imageAuditOf(plan);
  const { created } = inspected.read.config;
  const content = cycloneDx({
    name: plan.shown,
    digest: plan.image.configDigest,
    created,
    distribution: packages.distribution,
    packages: packages.packages,
    toolVersion: version,
  });
  return { type: 'application/vnd.cyclonedx+json', content, annotations: annotationsOf('CycloneDX bill of materials') };
}

async function provenanceOf(
  { digest }: Manifest,
  { spec, project }: PushRequest,
  plan: PushPlan,
  unproven: string | null,
): Promise<Artifact> {
  const { base } = imageAuditOf(plan).answer;
  const content = provenance({
    repository: plan.shown,
    digest,
    configDigest: plan.image.configDigest,
    base,
    spec,
    proof: plan.image.proof,
    source: project ? await readSource(project.root) : null,
    unproven,
    platforms: plan.platforms,
    toolVersion: version,
  });
  return { type: inTotoType, content, annotations: annotationsOf('SLSA provenance', unproven) };
}

function annotationsOf(title: string, unproven: string | null = null): Record<string, string> {
  return {
    'org.opencontainers.image.title': title,
    'org.opencontainers.image.created': new Date().toISOString(),
    'dev.dockwright.version': version,
    ...(unproven === null ? {} : { 'dev.dockwright.unproven': unproven.slice(0, 500) }),
  };
}
