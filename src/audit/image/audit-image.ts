import type { Activity } from '../../activity.js';
import { parseSize } from '../../spec/units.js';
import type { Finding } from '../finding.js';
import { collectPackages, type ImagePackages } from '../packages/image-packages.js';
import { collectSecrets, type SecretCollector } from '../secrets/collect-secrets.js';
import { scanConfiguration } from '../secrets/scan-configuration.js';
import { secretFindings } from '../secrets/secret-findings.js';
import type { AuditSettings } from '../settings/audit-settings.js';
import { bySettings } from '../summary.js';
import { isEnabled } from '../text-rules.js';
import { checkImage, defaultImageRuleSettings, type ImageRuleSettings, imageRuleInfo } from './image-rule.js';
import { type InspectedImage, inspectImageFrom } from './inspect-image.js';
import type { CollectorsOf, ImageSource } from './read-image.js';
import { imageCheckRules } from './rules/image-check-rules.js';
import { imageCredentialFile } from './rules/image-credential-file.js';

/** What an audit tells of an image besides its findings; sizes in bytes of the uncompressed layer tars. */
export interface ImageAnswer {
  /** Digest of the configuration: the image's identity. */
  id: string;
  sizeBytes: number;
  user: string;
  layers: { digest: string; createdBy: string; sizeBytes: number; wastedBytes: number }[];
  /** dive's score, 0 to 1. */
  efficiency: number;
  /** dive's wasted bytes. */
  wastedBytes: number;
  /** What would really be saved: bytes that a later layer hides. */
  reclaimableBytes: number;
  packages: { count: number; byEcosystem: Record<string, number> };
  base: { name: string | null; digest: string | null; ageDays: number | null };
  largest: { path: string; bytes: number; layer: number }[];
}

/** An image's audit, with what reports and vulnerability scans take from it. */
export interface ImageAudit {
  answer: ImageAnswer;
  findings: Finding[];
  packages: ImagePackages;
  inspected: InspectedImage;
  warnings: string[];
}

export interface ImageAuditOptions {
  /** What the user called it; null for an archive. */
  reference: string | null;
  settings: AuditSettings;
  now?: Date;
}

/** Reads an image once, for its checks, its secrets and its packages together. @throws Fault for what is no image or is damaged */
export async function auditImage(
  source: ImageSource,
  { reference, settings, now = new Date() }: ImageAuditOptions,
  activity: Activity,
): Promise<ImageAudit> {
  const secrets = new Map<string, SecretCollector>();
  const packages = collectPackages();
  const collectorsOf: CollectorsOf = (blob) => {
    const collector = collectSecrets();
    secrets.set(blob, collector);
    return [collector, packages.collectorOf(blob)];
  };
  const inspected = await inspectImageFrom(source, { reference, now, collectorsOf }, activity);
  activity.report('image: checking');
  const rules = imageCheckRules.filter((rule) => isEnabled(imageRuleInfo(rule), settings));
  const ruleSettings = { ...defaultImageRuleSettings, ...imageSettings(settings), contentTrust: contentTrust(), now };
  const foundSecrets = (await findSecrets(inspected, secrets)).filter(({ rule }) => !settings.ignore.has(rule));
  const read = new Set(foundSecrets.map(({ path }) => path));
  // what the scan has read and named is not named once more for its name
  const checked = checkImage(inspected, rules, ruleSettings).filter(
    ({ rule, path }) => rule !== imageCredentialFile.id || !read.has(path),
  );
  const found = [...foundSecrets, ...checked];
  const merged = packages.merge(inspected.read.layers);
  return {
    answer: answerOf(inspected, merged),
    findings: bySettings(found, settings),
    packages: merged,
    inspected,
    warnings: [...merged.warnings, ...unsearched(secrets)],
  };
}

/** Each layer's secrets, a file that two layers share once each; then those of the configuration. */
async function findSecrets(
  { read }: InspectedImage,
  collectors: ReadonlyMap<string, SecretCollector>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { blob, digest } of read.layers) {
    const collector = collectors.get(blob);
    await collector?.settle();
    findings.push(...secretFindings(collector?.findings ?? [], digest));
  }
  return [...findings, ...secretFindings(await scanConfiguration(read.config))];
}

/** A file that nobody looked into has not passed. */
function unsearched(collectors: ReadonlyMap<string, SecretCollector>): string[] {
  const files = [...collectors.values()].reduce((sum, { unsearchedFiles }) => sum + unsearchedFiles, 0);
  if (files === 0) return [];
  return [
    `${files.toLocaleString('en')} ${files === 1 ? 'file was' : 'files were'} not searched for secrets, or not by every rule: larger than 8 MB, or beyond what is reported of one layer.`,
  ];
}

function answerOf(
  { read, dive, reclaimable, base, largest }: InspectedImage,
  { count, byEcosystem }: ImagePackages,
): ImageAnswer {
  return {
    id: read.configDigest,
    sizeBytes: read.sizeBytes,
    user: read.config.config?.User ?? '',
    layers: read.layers.map(({ digest, createdBy, sizeBytes }, index) => ({
      digest,
      createdBy,
      sizeBytes,
      wastedBytes: reclaimable.byLayer[index] ?? 0,
    })),
    efficiency: dive.efficiency,
    wastedBytes: dive.wastedBytes,
    reclaimableBytes: reclaimable.bytes,
    packages: { count, byEcosystem: { ...byEcosystem } },
    base: { name: base.name, digest: base.digest, ageDays: base.ageDays },
    largest,
  };
}

function imageSettings({ image }: AuditSettings): Partial<ImageRuleSettings> {
  const { highestWastedBytes, platform, lowestEfficiency, highestUserWastedPercent } = image;
  return {
    ...(platform === undefined ? {} : { platform }),
    ...(lowestEfficiency === undefined ? {} : { lowestEfficiency }),
    ...(highestUserWastedPercent === undefined ? {} : { highestUserWastedPercent }),
    ...(highestWastedBytes === undefined ? {} : { highestWastedBytes: parseSize(highestWastedBytes) }),
  };
}

/** Whether this user's Docker client checks signatures. */
function contentTrust(): boolean {
  return process.env.DOCKER_CONTENT_TRUST === '1';
}
