import type { Summary } from '../summary.js';

/** `2 errors, 1 warning`; `nothing found`. */
export function renderSummary(summary: Summary): string {
  const counts = Object.entries(summary).filter(([, count]) => count > 0);
  if (counts.length === 0) return 'nothing found';
  return counts.map(([severity, count]) => `${count} ${nounOf(severity, count)}`).join(', ');
}

function nounOf(severity: string, count: number): string {
  if (severity === 'info' || severity === 'style') return severity;
  return count === 1 ? severity : `${severity}s`;
}
