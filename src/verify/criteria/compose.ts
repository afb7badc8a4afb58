import { formatDuration } from '../../spec/units.js';
import { lookUp } from '../facts.js';
import { isFine } from '../observe/compose.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';

export const compose: Criterion = {
  id: 'compose',
  title: 'Compose project healthy',
  principle: 'healthy-dependencies',
  needs: ['compose'],
  limit: () => null,
  judge(facts) {
    const brought = lookUp(facts, 'compose');
    if ('missing' in brought) return notMeasured(brought.missing);
    const { file, services, milliseconds, trouble, notes } = brought.seen;
    const states = services.map(({ service, running, health, exitCode }) => {
      const state = running
        ? (health ?? 'running, no health check')
        : exitCode === 0
          ? 'done'
          : `ended with exit code ${exitCode}`;
      return `${service} ${state}`;
    });
    const evidence = [`${file}: ${states.join(', ') || 'no service was started'}`, ...notes].join('; ');
    const fine = services.filter(isFine).length;
    if (!trouble && services.length > 0 && fine === services.length)
      return pass(`${fine} of ${fine} healthy`, `${evidence}; within ${formatDuration(milliseconds)}`);
    if (services.length === 0 && trouble && /pull|manifest|not found|denied|no such host|timeout/i.test(trouble))
      return notMeasured(`${file}: an image could not be had: ${trouble}`);
    return fail(`${fine} of ${services.length} healthy`, trouble ? `${evidence}; ${trouble}` : evidence);
  },
};
