import { maskSource } from '../../secrets/mask-source.js';
import type { AuditedFile } from '../audit-files.js';
import type { Finding } from '../finding.js';

const widestLine = 160;

/** Findings for a terminal, file by file in the order of the lines: place, severity, rule, message, the line with a caret, what mends it. */
export function renderFindings(
  findings: readonly Finding[],
  files: readonly Pick<AuditedFile, 'name' | 'text'>[],
): string {
  const lines = new Map(files.map(({ name, text }) => [name, text.split(/\r?\n/)]));
  return findings.map((finding) => renderFinding(finding, lines.get(finding.file ?? ''))).join('\n');
}

function renderFinding(finding: Finding, lines: readonly string[] | undefined): string {
  const { severity, rule, message, fix, principle } = finding;
  const parts = [`${placeOf(finding)}  ${severity}  ${rule}  ${message}`];
  if (lines && finding.line !== undefined) parts.push(...excerpt(finding, lines));
  parts.push(`    ${fix ? `fix: ${fix.description} (--fix)   ` : ''}principle: ${principle}`);
  return parts.join('\n');
}

function placeOf({ file, line, column, layer, path }: Finding): string {
  if (file) return line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const where = [path, layer ? `layer ${layer.replace('sha256:', '').slice(0, 12)}` : null].filter(Boolean);
  return where.length ? where.join(' in ') : 'image';
}

/** The line and a caret under what is meant; secrets in it are masked. */
function excerpt({ line = 1, column = 1, endLine = line, endColumn }: Finding, lines: readonly string[]): string[] {
  const source = lines[line - 1];
  if (source === undefined) return [];
  const shown = maskSource(source).replaceAll('\t', ' ');
  const gutter = String(line);
  const text = shown.length > widestLine ? `${shown.slice(0, widestLine - 1)}…` : shown;
  // a masked line has other columns: its caret would point beside what is meant
  const isSame = shown.length === source.length;
  const end = endLine === line && endColumn !== undefined ? endColumn : source.trimEnd().length + 1;
  const width = Math.max(1, Math.min(end, text.length + 1) - column);
  const rows = [`    ${gutter} | ${text}`];
  if (isSame && column <= widestLine)
    rows.push(`    ${' '.repeat(gutter.length)} | ${' '.repeat(column - 1)}${'^'.repeat(width)}`);
  return rows;
}
