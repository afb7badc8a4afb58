import { formatDuration, formatSize } from '../spec/units.js';
import { formatMeasured } from './format-measured.js';
import type { Proof } from './proof-schema.js';

const marks = { pass: 'pass', fail: 'FAIL', 'not-measured': '-' } as const;

/** The proof for a terminal: one line a criterion, what was measured beside its limit, then the verdict. */
export function renderProof(
  { image, dockerfile, criteria, verdict, timings, build, buildLog, run, container, memoryBytes, warnings }: Proof,
  _flags: Record<string, string | boolean>,
  where: string,
): string {
  if (!image)
    return [
      `build failed (${dockerfile})`,
      '',
      indent(buildLog ?? ''),
      '',
      `FAIL  nothing to measure; next: mend the failing line, then dockwright verify${where}`,
    ].join('\n');
  const lines = [`${image.reference}   ${formatSize(image.sizeBytes)}, ${dockerfile}`];
  if (typeof timings.buildMs === 'number')
    lines.push(
      `  build  ${formatDuration(timings.buildMs)}${build ? `, ${build.layers ?? '?'} layers (cache: ${build.cachedSteps} of ${build.steps} steps)` : ''}`,
    );
  if (run) lines.push(`  run    ${describeRun(run, memoryBytes)}`);
  lines.push('');
  const rows = criteria.map(
    (criterion) =>
      [
        marks[criterion.status],
        criterion.id,
        formatMeasured(criterion),
        criterion.limit ?? '',
        criterion.evidence,
      ] as const,
  );
  const widths = [4, column(rows, 1), column(rows, 2), column(rows, 3)];
  for (const [mark, id, measured, limit, evidence] of rows)
    lines.push(
      `  ${mark.padEnd(widths[0] as number)}  ${id.padEnd(widths[1] as number)}  ${measured.padEnd(widths[2] as number)}  ${limit.padEnd(widths[3] as number)}  ${evidence}`.trimEnd(),
    );
  const set = criteria.filter(({ required }) => required);
  const passed = set.filter(({ status }) => status === 'pass').length;
  if (warnings.length) lines.push('', ...warnings.map((warning) => `  warning: ${warning}`));
  lines.push(
    '',
    `${verdict.toUpperCase()}  ${passed} of ${set.length} criteria of the Spec; ${next(verdict, image.reference, where)}`,
  );
  if (container) lines.push(`the container runs on: ${container}; next: docker rm -f ${container}`);
  return lines.join('\n');
}

/** What the measured run was like: the second one, with a writable root, where the first did not come up. */
function describeRun({ readOnlyRoot, cameUp }: NonNullable<Proof['run']>, memoryBytes: number | undefined): string {
  const how = readOnlyRoot
    ? 'hardened: no capabilities, no new privileges, read-only root'
    : 'no capabilities, no new privileges; writable root, since it did not come up with a read-only one';
  if (!cameUp) return `${how}; it did not come up`;
  return memoryBytes ? `${how}; ${formatSize(memoryBytes)} of memory at rest` : how;
}

function next(verdict: Proof['verdict'], reference: string, where: string): string {
  if (verdict === 'pass') return `the image is ${reference}`;
  return verdict === 'incomplete'
    ? 'what could not be measured says why'
    : `next: mend what failed, then dockwright verify${where}`;
}

function column(rows: readonly (readonly string[])[], index: number): number {
  return Math.min(40, Math.max(0, ...rows.map((row) => (row[index] as string).length)));
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
