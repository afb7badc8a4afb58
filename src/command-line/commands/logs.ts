import { type PlainCommand, wholeNumber } from '../plain-command.js';

/** The end of a container's log, as it may be shown. */
export const logsCommand: PlainCommand = {
  name: 'logs',
  title: "Show the end of a container's log, secrets masked",
  usage: 'CONTAINER',
  arguments: { least: 1, most: 1 },
  flags: [
    { name: 'tail', kind: 'string', value: 'N', description: 'So many lines (200; at most 20000)' },
    {
      name: 'since',
      kind: 'string',
      value: 'TIME',
      description: 'Only lines since then: 10m, 2h, 2026-01-31T08:00:00Z',
    },
  ],
  examples: [
    ['dockwright logs web', 'the last 200 lines'],
    ['dockwright logs web --since 10m --tail 1000', 'of the last ten minutes'],
  ],
  async run({ given: [name = ''], flags }, { signal }) {
    const tail = wholeNumber(flags, 'tail', { usual: 200, most: 20_000 });
    const { connectEngine } = await import('../../engine/connect.js');
    const { requireContainer } = await import('../../diagnose/require-container.js');
    const { readLastLines } = await import('../../diagnose/look/last-lines.js');
    const engine = await connectEngine();
    const found = await requireContainer(engine, name, signal);
    const since = typeof flags.since === 'string' ? flags.since : undefined;
    const output = await readLastLines(engine, found, { tail, ...(since === undefined ? {} : { since }) }, signal);
    const lines = output.lines.map(({ at, stream, text }) => `${at ?? '-'.repeat(24)}  ${stream}  ${text}`);
    if (output.truncated) process.stderr.write(`The last ${lines.length} lines; --tail N shows more.\n`);
    if (lines.length === 0)
      process.stderr.write(`${output.container} has logged nothing${since ? ' since then' : ''}.\n`);
    return { exitCode: 0, text: lines.length > 0 ? lines.join('\n') : null, output };
  },
};
