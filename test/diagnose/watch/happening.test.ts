import { describe, expect, test } from 'vitest';
import { happeningOf } from '../../../src/diagnose/watch/happening.js';

const event = (action: string, attributes: Record<string, string> = {}) => ({ id: 'a', action, at: 0, attributes });

describe('what an event means', () => {
  test.each([
    ['die', { exitCode: '137' }, 'ended with exit code 137', true],
    ['died', { containerExitCode: '1' }, 'ended with exit code 1', true],
    ['oom', {}, 'hit its memory limit: a process was killed', true],
    ['health_status: unhealthy', {}, 'its health check fails', true],
    ['start', {}, 'started', false],
    ['destroy', {}, 'was removed', false],
  ])('%s', (action, attributes, text, trouble) => {
    expect(happeningOf(event(action, attributes), false)).toMatchObject({ text, trouble });
  });

  test('recovery is told only after trouble; looks of others not at all', () => {
    expect(happeningOf(event('health_status: healthy'), false)).toBeNull();
    expect(happeningOf(event('health_status: healthy'), true)).toMatchObject({ recovery: true });
    expect(happeningOf(event('start'), true)).toMatchObject({ text: 'started again', recovery: true });
    for (const action of ['exec_create: cat', 'exec_start: cat', 'top', 'attach', 'resize'])
      expect(happeningOf(event(action), true)).toBeNull();
  });

  test('what an event carries cannot move a cursor', () => {
    expect(happeningOf(event('die', { exitCode: '1\u001b[2J\n2' }), false)?.text).toBe('ended with exit code 1\\n2');
  });
});
