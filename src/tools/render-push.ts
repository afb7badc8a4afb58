import type { PushOutput } from './push-schema.js';

const marks = { ok: 'ok', warn: 'warn', fail: 'FAIL', 'not-measured': '-' } as const;

/** A push for a terminal: what was looked at, what was pushed, and the digest that all tags name. */
export function renderPush({ image, repository, dryRun, verdict, pushed, checks, next }: PushOutput): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const rows = checks.map(({ id, status, detail }) => {
    const said = status === 'not-measured' ? `not measured: ${detail}` : detail;
    return `  ${marks[status].padEnd(4)}  ${id.padEnd(width)}  ${said}`;
  });
  const [first] = pushed;
  const done = pushed.map(({ reference }) => reference.slice(repository.length + 1)).join(', ');
  const word = { ready: 'READY', pushed: 'PUSHED', refused: 'FAIL', fail: 'FAIL', running: 'RUNNING' }[verdict];
  const what =
    verdict === 'ready'
      ? 'dry run, nothing was pushed'
      : verdict === 'refused'
        ? 'nothing was pushed'
        : first
          ? `${done || repository}${pushed.length > 1 ? ' are' : ' is'} ${first.digest}`
          : 'the registry has it all already';
  return [
    `${image} to ${repository}${dryRun ? ' (dry run)' : ''}`,
    '',
    ...rows,
    '',
    `${word}  ${what}`,
    ...next.map((step) => `  next: ${step}`),
  ].join('\n');
}
