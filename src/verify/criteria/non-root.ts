import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';
import { notUp } from './not-up.js';

export const nonRoot: Criterion = {
  id: 'non-root',
  title: 'Not root',
  principle: 'non-root',
  needs: ['service'],
  limit: () => null,
  judge(facts) {
    const service = lookUp(facts, 'service');
    if ('missing' in service) return notMeasured(service.missing);
    const { processes } = service.seen;
    if (!processes || processes.processes.length === 0)
      return notMeasured(notUp(service.seen) ?? 'no process could be looked at');
    const seen = processes.source === 'engine' ? 'the engine’s process list' : '/proc in the container';
    const roots = processes.processes.filter(({ uid }) => uid === 0);
    const users = [...new Set(processes.processes.map(({ uid }) => uid))].sort((a, b) => a - b);
    const measured = `uid ${users.join(', ')}`;
    if (roots.length > 0)
      return fail(measured, `${roots.length} of ${processes.processes.length} processes run as root, by ${seen}`);
    const who =
      processes.instead ??
      (processes.processes.length === 1 ? 'the process' : `all ${processes.processes.length} processes`);
    return pass(measured, `${who} of the running container, by ${seen}`);
  },
};
