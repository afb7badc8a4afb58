import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';
import { lastWords } from './not-up.js';

export const configuration: Criterion = {
  id: 'configuration',
  title: 'Configuration from the environment',
  principle: 'environment-configuration',
  needs: ['configuration', 'service'],
  limit: () => null,
  judge(facts) {
    const configuration = lookUp(facts, 'configuration');
    if ('missing' in configuration) return notMeasured(configuration.missing);
    const { port, logLevel, baked } = configuration.seen;
    const level = {
      honoured: 'LOG_LEVEL changes the output',
      'same-output': 'LOG_LEVEL cannot be told apart: DEBUG and CRITICAL wrote the same',
      'does-not-start': 'LOG_LEVEL cannot be told apart: it does not start with DEBUG or with CRITICAL',
      none: 'the Spec has no LOG_LEVEL',
    }[logLevel ?? 'none'];
    if (baked.length > 0)
      return fail(
        `${baked.join(', ')} hard-coded`,
        `the image carries a value for what the Spec calls a secret: ${baked.join(', ')}`,
      );
    if (port && !port.moved) {
      const words = lastWords(port.logs);
      const ended = port.exitCode === null ? '' : ` and it ended with exit code ${port.exitCode}`;
      return fail(
        'PORT ignored',
        `with PORT=${port.tried} nothing healthy answers there${ended}${words ? `; it said: ${words}` : ''}`,
      );
    }
    const honoured = [...(port ? ['PORT'] : []), ...(logLevel === 'honoured' ? ['LOG_LEVEL'] : [])];
    const moved = port ? `PORT=${port.tried} moved the listener; ` : 'it serves no port; ';
    return pass(honoured.length > 0 ? `${honoured.join(', ')} honoured` : 'nothing hard-coded', `${moved}${level}`);
  },
};
