import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';
import { type AuditedFile, auditAll, auditFile } from './audit-files.js';
import { nothingAround } from './audit-text.js';
import type { Finding } from './finding.js';
import type { ImageAudit } from './image/audit-image.js';
import type { AuditSettings } from './settings/audit-settings.js';
import { bySettings, reaches, type Summary, summarize } from './summary.js';
import { type AuditFile, type AuditTarget, findFiles, kindOfText } from './targets.js';
import { isEnabled } from './text-rules.js';
import type { Vulnerabilities } from './vulnerabilities/vulnerability.js';
import { vulnerablePackage, vulnerablePackages } from './vulnerabilities/vulnerable-package.js';

/** What an audit found. `files` carries the texts that findings point into; it is not part of the answer. */
export interface Audit {
  target: { kind: AuditTarget['kind']; name: string };
  findings: Finding[];
  summary: Summary;
  warnings: string[];
  files: AuditedFile[];
  /** Where the target is an image. */
  image?: ImageAudit;
  vulnerabilities?: Vulnerabilities;
}

export interface AuditOptions {
  settings: AuditSettings;
  /** The build stage to judge. */
  stage?: string | undefined;
}

/** Audits one target. @throws Fault where it cannot be read, or holds nothing to audit */
export async function audit(target: AuditTarget, options: AuditOptions, activity: Activity): Promise<Audit> {
  if (target.content !== undefined) return auditContent(target, target.content, options, activity);
  if (target.kind === 'folder') return auditFolder(target, options, activity);
  if (target.kind === 'dockerfile' || target.kind === 'compose') {
    const path = target.path as string;
    const file: AuditFile = { kind: target.kind, name: target.name, path };
    return assemble(target, [await auditFile(file, dirname(path), options.settings, options.stage, activity)], []);
  }
  return auditImageTarget(target, options, activity);
}

/** An archive is read from disk, anything else is an image that the engine has. */
async function auditImageTarget(target: AuditTarget, { settings }: AuditOptions, activity: Activity): Promise<Audit> {
  const { auditImage } = await import('./image/audit-image.js');
  const read = async (): Promise<ImageAudit> => {
    if (target.path) return auditImage({ path: target.path }, { reference: null, settings }, activity);
    const [{ connectEngine }, { exportImage, inspectImage }] = await Promise.all([
      import('../engine/connect.js'),
      import('../engine/image.js'),
    ]);
    const engine = await connectEngine().catch((error) => {
      throw error instanceof Fault ? noEngineFor(target.name, error) : error;
    });
    if ((await inspectImage(engine, target.name)) === null)
      throw new Fault(
        'image-not-found',
        `There is no file, folder or image ${target.name}.`,
        `Check the name with docker images, or fetch it: docker pull ${target.name}`,
      );
    return exportImage(engine, target.name, activity.signal, (stream) =>
      auditImage({ stream }, { reference: target.name, settings }, activity),
    );
  };
  const image = await read();
  const vulnerabilities = await findVulnerabilities(target, image, activity);
  const known = isEnabled(vulnerablePackage, settings)
    ? bySettings(vulnerablePackages(vulnerabilities.items), settings)
    : [];
  const findings = [...known, ...image.findings];
  const { kind, name } = target;
  return {
    target: { kind, name },
    findings,
    summary: summarize(findings),
    warnings: image.warnings,
    files: [],
    image,
    vulnerabilities,
  };
}

/** A name without a file may be a file's name with a slip in it, which no engine will mend. */
function noEngineFor(name: string, { code, message, hint }: Fault): Fault {
  const meant = `${name} is no file or folder here, and an image of that name needs an engine.`;
  return new Fault(code, `${meant} ${message}`, `Check the name where a file was meant. ${hint}`);
}

async function findVulnerabilities(target: AuditTarget, { packages }: ImageAudit, activity: Activity) {
  const { scanOptions, scanVulnerabilities } = await import('./vulnerabilities/scan.js');
  const { path, name } = target;
  if (!path) return scanVulnerabilities({ kind: 'engine', reference: name }, packages, scanOptions(), activity);
  const kind = (await stat(path)).isDirectory() ? 'layout' : 'archive';
  return scanVulnerabilities({ kind, path }, packages, scanOptions(), activity);
}

async function auditContent(
  target: AuditTarget,
  text: string,
  { settings, stage }: AuditOptions,
  { signal }: Activity,
): Promise<Audit> {
  const kind = target.kind === 'compose' || target.kind === 'dockerfile' ? target.kind : kindOfText(text);
  const context = { ...nothingAround, stage };
  const { name } = target;
  const audited = await auditAll({ kind, name }, text, settings, context, signal);
  return assemble({ ...target, kind }, [{ kind, name, path: '', text, context, ...audited }], []);
}

/** A line a file would be hundreds in a log. */
const pauseMs = 1000;
const mostTold = 5;

async function auditFolder(target: AuditTarget, { settings, stage }: AuditOptions, activity: Activity): Promise<Audit> {
  const folder = target.path as string;
  const { files, warnings } = await findFiles(folder, activity.signal);
  if (files.length === 0)
    throw new Fault(
      'no-project-found',
      [`There is no Dockerfile and no Compose file in ${target.name}.`, ...warnings.slice(0, mostTold)].join(' '),
      'Name a file, or write a Dockerfile first: dockwright generate.',
    );
  const audited: AuditedFile[] = [];
  let toldAt = Number.NEGATIVE_INFINITY;
  for (const [index, file] of files.entries()) {
    activity.signal.throwIfAborted();
    if (performance.now() - toldAt >= pauseMs) {
      toldAt = performance.now();
      activity.report(`auditing ${file.name}`, index + 1, files.length);
    }
    try {
      audited.push(await auditFile(file, folder, settings, stage, activity));
    } catch (error) {
      // one file that cannot be read must not hide what the others hold; that it was left out is said
      if (!(error instanceof Fault)) throw error;
      warnings.push(error.message);
    }
  }
  if (audited.length === 0) throw new Fault('invalid-input', warnings.join(' '), 'Name a file that can be read.');
  return assemble(target, audited, warnings);
}

function assemble({ kind, name }: AuditTarget, files: AuditedFile[], warnings: string[]): Audit {
  const findings = files.flatMap((file) => file.findings);
  const unseen = files.flatMap((file) => file.warnings);
  return { target: { kind, name }, findings, summary: summarize(findings), warnings: [...warnings, ...unseen], files };
}

/** Several audits as one; the target's name lists theirs. What is told of one image only is told to be missing. */
export function joinAudits(audits: readonly Audit[]): Audit {
  const [first] = audits;
  if (audits.length === 1 && first) return first;
  const findings = audits.flatMap((one) => one.findings);
  return {
    target: { kind: 'folder', name: audits.map(({ target }) => target.name).join(', ') },
    findings,
    summary: summarize(findings),
    warnings: audits.flatMap((one) => [...one.warnings, ...leftOut(one)]),
    files: audits.flatMap(({ files }) => files),
  };
}

function leftOut({ target, image, vulnerabilities }: Audit): string[] {
  if (!image) return [];
  const unscanned =
    vulnerabilities?.status === 'scanned'
      ? []
      : [`${target.name}: known vulnerabilities: not measured: ${vulnerabilities?.reason ?? 'nothing was scanned'}`];
  return [
    `${target.name}: its layers, packages and vulnerabilities are listed where it is audited alone.`,
    ...unscanned,
  ];
}

/** Whether nothing was found that the settings call bad. */
export function isGood(findings: readonly Finding[], { failOn }: AuditSettings): boolean {
  return !findings.some(({ severity }) => reaches(severity, failOn));
}
