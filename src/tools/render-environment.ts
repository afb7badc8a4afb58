import type { EnvironmentAnswer } from './environment-schema.js';

const marks = { ok: 'ok', warn: 'warn', fail: 'FAIL', 'not-measured': '-' } as const;

/** The checks for a terminal: a line each, and below what is not right how to mend it. */
export function renderEnvironment(
  { checks, verdict, comparedWith }: EnvironmentAnswer,
  _flags: Record<string, string | boolean>,
  where: string,
): string {
  const idWidth = Math.max(...checks.map(({ id }) => id.length));
  const valueWidth = Math.min(40, Math.max(...checks.map(({ value }) => value.length)));
  const lines: string[] = [`compared with ${comparedWith}`, ''];
  for (const { id, status, value, recommended = '', remedy } of checks) {
    const row = `  ${marks[status].padEnd(4)}  ${id.padEnd(idWidth)}  ${shownValue(status, value).padEnd(valueWidth)}  ${recommended}`;
    lines.push(row.trimEnd());
    if ((status === 'warn' || status === 'fail') && remedy)
      lines.push(...remedy.split('\n').map((line) => `${' '.repeat(10 + idWidth)}${line}`));
  }
  const count = (status: keyof typeof marks) => checks.filter((check) => check.status === status).length;
  const counts = `${count('ok')} ok, ${count('warn')} warn, ${count('fail')} fail, ${count('not-measured')} not measured`;
  return [...lines, '', `${verdict.toUpperCase()}  ${counts}; ${next(verdict, where)}`].join('\n');
}

function shownValue(status: keyof typeof marks, value: string): string {
  return status === 'not-measured' ? `not measured: ${value}` : value;
}

function next(verdict: EnvironmentAnswer['verdict'], where: string): string {
  if (verdict === 'ok') return 'nothing must change';
  return `next: change what ${verdict === 'fail' ? 'fails' : 'you agree with'}, then dockwright doctor${where}`;
}
