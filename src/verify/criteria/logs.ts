import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';
import { notUp } from './not-up.js';

export const logs: Criterion = {
  id: 'logs',
  title: 'Logs to stdout',
  principle: 'log-to-stdout',
  needs: ['service'],
  limit: () => null,
  judge(facts) {
    const service = lookUp(facts, 'service');
    if ('missing' in service) return notMeasured(service.missing);
    const trouble = notUp(service.seen);
    if (trouble) return notMeasured(trouble);
    const { logs: written, logFiles, changes, kind } = service.seen;
    const files = [
      ...(logFiles ?? []),
      ...changes.map(({ path }) => path).filter((path) => /\.log([.-]\d+)?$/.test(path)),
    ];
    if (files.length > 0) return fail('log files', `it writes ${files.slice(0, 5).join(', ')}`);
    const streams = [...(written.stdout.trim() ? ['stdout'] : []), ...(written.stderr.trim() ? ['stderr'] : [])];
    const looked = logFiles === null && kind !== 'job' ? 'no log file in what could be looked at' : 'no log file';
    if (streams.length === 0) return pass('silent', `it wrote nothing at all; ${looked}`);
    return pass(streams.join(' and '), looked);
  },
};
