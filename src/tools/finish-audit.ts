import { chmod, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { applyFixes } from '../audit/apply-fixes.js';
import { isGood } from '../audit/audit.js';
import { type AuditedFile, auditAll } from '../audit/audit-files.js';
import { auditText } from '../audit/audit-text.js';
import { readBaseline, writeBaseline } from '../audit/baseline.js';
import type { Finding } from '../audit/finding.js';
import { fingerprints, lineReader } from '../audit/fingerprint.js';
import { bySeverity, summarize } from '../audit/summary.js';
import { Fault } from '../fault.js';
import { maskDiff } from '../generate/write/mask-diff.js';
import { unifiedDiff } from '../generate/write/unified-diff.js';
import { version } from '../version.js';
import type { AuditAttachments } from './audit-attachments.js';
import type { AuditAnswer } from './audit-schema.js';
import type { Outcome } from './tool.js';

/** What only the command line does with an audit: mend files, leave out what a baseline knows. */
export async function finishAudit(
  outcome: Outcome<AuditAnswer>,
  flags: Record<string, string | boolean>,
): Promise<Outcome<AuditAnswer>> {
  const attachments = outcome.attachments as AuditAttachments;
  let answer = outcome.output;
  if (flags.fix) answer = await mendFiles(answer, attachments);
  if (typeof flags.sbom === 'string') await writeBill(answer.target.name, attachments, flags.sbom);
  if (typeof flags.baseline === 'string') answer = await leaveOutKnown(answer, attachments, flags.baseline);
  const good = isGood(answer.findings as Finding[], attachments.settings);
  return { ...outcome, good, output: { ...answer, verdict: good ? 'pass' : 'fail' } };
}

async function mendFiles(answer: AuditAnswer, { files, settings }: AuditAttachments): Promise<AuditAnswer> {
  const onDisk = files.filter(({ path }) => path !== '');
  if (onDisk.length === 0)
    throw new Fault(
      'invalid-input',
      'There is no file to mend.',
      '--fix changes Dockerfiles and Compose files on disk; name one.',
    );
  const fixed: NonNullable<AuditAnswer['fixed']> = [];
  for (const file of onDisk) {
    const lint = (text: string) =>
      auditText(file.kind, text, settings, file.context).map((finding) => ({ ...finding, file: file.name }));
    const { text, applied } = applyFixes(file.text, lint);
    if (applied.length === 0) continue;
    await replaceText(file, text);
    fixed.push({
      file: file.name,
      rules: applied.map(({ rule }) => rule),
      diff: maskDiff(unifiedDiff(file.name, file.text, text)),
    });
    file.text = text;
    file.findings = (await auditAll(file, text, settings, file.context, new AbortController().signal)).findings;
  }
  const names = new Set(onDisk.map(({ name }) => name));
  const others = answer.findings.filter(({ file }) => file === undefined || !names.has(file));
  const findings = bySeverity([...others, ...onDisk.flatMap((file) => file.findings)]);
  return { ...answer, findings, summary: summarize(findings), fixed };
}

/** Writes beside the file, then takes its place, so that an end half-way loses nothing. */
async function replaceText({ path, name, text: before }: AuditedFile, text: string): Promise<void> {
  const bytes = await readFile(path);
  const mark = bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? '\uFEFF' : '';
  if (!bytes.equals(Buffer.from(mark + before, 'utf8')))
    throw new Fault(
      'write-failed',
      `${name} was not changed: it is not valid UTF-8, or it was written to meanwhile.`,
      'Save it as UTF-8 and run it again.',
    );
  const part = `${path}.${process.pid}.part`;
  try {
    const { mode } = await stat(path);
    await writeFile(part, mark + text, { mode });
    // the umask has taken of it
    await chmod(part, mode);
    await rename(part, path);
  } catch (error) {
    await unlink(part).catch(() => {});
    throw new Fault('write-failed', `${name} cannot be written: ${(error as Error).message}`, 'Check its permissions.');
  }
}

/** The image's packages as CycloneDX or, by the file's name, SPDX. */
async function writeBill(name: string, { imageAudit }: AuditAttachments, path: string): Promise<void> {
  if (!imageAudit)
    throw new Fault(
      'invalid-input',
      '--sbom lists the packages of one image, and not exactly one was audited.',
      'Name one image.',
    );
  const isSpdx = /[.-]spdx\.json$/i.test(path);
  const [{ cycloneDx }, { spdx }] = await Promise.all([
    import('../audit/sbom/cyclonedx.js'),
    import('../audit/sbom/spdx.js'),
  ]);
  const { packages, inspected } = imageAudit;
  const subject = {
    name,
    digest: inspected.read.configDigest,
    created: inspected.read.config.created,
    distribution: packages.distribution,
    packages: packages.packages,
    toolVersion: version,
  };
  await writeFile(path, isSpdx ? spdx(subject) : cycloneDx(subject)).catch((error: Error) => {
    throw new Fault(
      'write-failed',
      `The bill of materials cannot be written: ${error.message}`,
      'Name a file in a folder that exists.',
    );
  });
}

async function leaveOutKnown(answer: AuditAnswer, { files }: AuditAttachments, path: string): Promise<AuditAnswer> {
  const marks = fingerprints(answer.findings, lineReader(files));
  const known = await readBaseline(path);
  if (known === null)
    await writeBaseline(
      path,
      Object.fromEntries(
        answer.findings.map(({ rule, file = '', line }, at) => [marks[at], `${rule} ${file}${line ? `:${line}` : ''}`]),
      ),
    );
  const before = known ?? new Set(marks);
  const findings = answer.findings.filter((_, at) => !before.has(marks[at] as string));
  const left = answer.findings.length - findings.length;
  const note =
    known === null
      ? `${path} was written with ${left} findings; from now on only new ones are shown.`
      : `${left} findings are in the baseline ${path} and are not shown.`;
  return { ...answer, findings, summary: summarize(findings), warnings: [...answer.warnings, note] };
}
