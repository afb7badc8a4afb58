import { allRules } from '../audit/all-rules.js';
import { fingerprints, lineReader } from '../audit/fingerprint.js';
import { toGithub } from '../audit/report/github.js';
import { fillImageReport } from '../audit/report/html/fill-image-report.js';
import { toHtml } from '../audit/report/html/to-html.js';
import { toSarif } from '../audit/report/sarif.js';
import { renderSummary } from '../audit/report/summary-text.js';
import { renderFindings } from '../audit/report/text.js';
import { formatSize } from '../spec/units.js';
import { version } from '../version.js';
import type { AuditAttachments } from './audit-attachments.js';
import type { AuditAnswer } from './audit-schema.js';
import { describeVulnerabilities, unmeasured } from './describe-vulnerabilities.js';

/** The answer in the format that was asked for. @param where the target as it was named, to follow a command */
export function renderAudit(
  answer: AuditAnswer,
  { files, settings, imageAudit }: Pick<AuditAttachments, 'files' | 'settings' | 'imageAudit'>,
  format: string,
  where: string,
): string {
  if (format === 'json') return JSON.stringify(answer, null, 2);
  if (format === 'github') return toGithub(answer.findings, unmeasured(answer));
  if (format === 'sarif') {
    const subject = {
      version,
      rules: allRules(),
      fingerprints: fingerprints(answer.findings, lineReader(files)),
      artifact: answer.target.name,
      warnings: unmeasured(answer),
    };
    return JSON.stringify(toSarif(answer.findings, subject), null, 2);
  }
  if (format === 'html') {
    const image = imageAudit && fillImageReport(imageAudit, answer.vulnerabilities);
    const fixed = answer.fixed ?? [];
    return toHtml({ ...answer, fixed, files, rules: allRules(), settings, version, image });
  }
  return renderText(answer, { files, settings }, where);
}

function renderText(
  { target, findings, summary, warnings, verdict, image, vulnerabilities, fixed = [] }: AuditAnswer,
  { files, settings }: Pick<AuditAttachments, 'files' | 'settings'>,
  where: string,
): string {
  const parts = fixed.map(({ diff }) => diff.trimEnd());
  if (image) parts.push([renderImage(target.name, image), `  ${describeVulnerabilities(vulnerabilities)}`].join('\n'));
  if (findings.length) parts.push(renderFindings(inFileOrder(findings), files));
  if (warnings.length) parts.push(warnings.map((warning) => `  warning: ${warning}`).join('\n'));
  const fixable = findings.filter(({ fix }) => fix?.edits?.length).length;
  const next = fixable > 0 ? `; ${fixable} can be mended by dockwright audit${where} --fix` : '';
  const mended = fixed.reduce((sum, { rules }) => sum + rules.length, 0);
  const from = settings.sources.length > 0 ? `, settings of ${settings.sources.join(', ')}` : '';
  const done = mended ? `${mended} mended; ` : '';
  parts.push(
    `${verdict.toUpperCase()}  ${target.kind} ${target.name}: ${done}${renderSummary(summary)} (fails at ${settings.failOn}, profile ${settings.profile}${from})${next}`,
  );
  return parts.join('\n\n');
}

/** The answer has the worst first; a person goes through a file from its top. Of an image the worst stays first. */
function inFileOrder(findings: AuditAnswer['findings']): AuditAnswer['findings'] {
  const files = [...new Set(findings.map(({ file }) => file))];
  return files.flatMap((file) => {
    const own = findings.filter((finding) => finding.file === file);
    if (file === undefined) return own;
    return own.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  });
}

/** What the image is, and where its bytes are. */
function renderImage(name: string, image: NonNullable<AuditAnswer['image']>): string {
  const { sizeBytes, layers, user, packages, efficiency, wastedBytes, reclaimableBytes, base, largest } = image;
  const kinds = Object.entries(packages.byEcosystem).map(([kind, count]) => `${kind} ${count}`);
  const age = base.ageDays === null ? '' : `, ${base.ageDays} days old`;
  return [
    `${name}   ${formatSize(sizeBytes)}, ${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}, user ${user || 'root'}`,
    `  id          ${image.id}`,
    `  base        ${base.name ?? 'not known'}${age}`,
    `  packages    ${packages.count}${kinds.length ? ` (${kinds.join(', ')})` : ''}`,
    `  efficiency  ${(efficiency * 100).toFixed(1)} %, ${formatSize(wastedBytes)} wasted; ${formatSize(reclaimableBytes)} could be reclaimed`,
    ...largest
      .slice(0, 3)
      .map(
        ({ path, bytes }, at) =>
          `  ${at === 0 ? 'largest   ' : '          '}  ${formatSize(bytes).padStart(8)}  ${path}`,
      ),
  ].join('\n');
}
