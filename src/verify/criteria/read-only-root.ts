import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';
import { notUp } from './not-up.js';

const shown = 5;

export const readOnlyRoot: Criterion = {
  id: 'read-only-root',
  title: 'Read-only root',
  principle: 'read-only-root',
  needs: ['service'],
  limit: () => null,
  judge(facts) {
    const service = lookUp(facts, 'service');
    if ('missing' in service) return notMeasured(service.missing);
    const { volumes } = facts.subject.spec;
    const writable = ['/tmp', ...volumes].join(', ');
    const trouble = notUp(service.seen);
    if (trouble) return notMeasured(trouble);
    if (service.seen.readOnlyRoot) return pass('no write outside', `it ran with only ${writable} writable`);
    const written = service.seen.changes
      .filter(({ path, kind }) => kind !== 'modified' || /\.[^/]+$/.test(path))
      .map(({ path }) => path)
      .filter((path) => path !== '/tmp' && !path.startsWith('/tmp/'));
    const list =
      written.slice(0, shown).join(', ') + (written.length > shown ? `, and ${written.length - shown} more` : '');
    const where = list ? `; it wrote ${list}` : '';
    return fail(
      'writes to the root',
      `it comes up only with a writable root${where}. Declare what it must write to as a volume`,
    );
  },
};
