import { describe, expect, test } from 'vitest';
import { applicationError } from '../../../src/diagnose/causes/application-error.js';
import { anEnded, anEvent, anEvidence, now, saying, startedAt } from '../an-evidence.js';

const trace = [
  'Traceback (most recent call last):',
  '  File "/app/main.py", line 4, in run',
  '    return 1 / 0',
  'ZeroDivisionError: division by zero',
];

describe('application-error', () => {
  test('tells the exit code, the exception and the own frame', () => {
    const weighed = applicationError.weigh(anEnded(1, trace));
    expect(weighed?.confidence).toBe(0.92);
    expect(weighed?.evidence.map(({ text }) => text)).toEqual([
      'it ended with exit code 1',
      '"ZeroDivisionError: division by zero"',
      "the application's own last frame: /app/main.py:4 in run",
    ]);
    expect(weighed?.remedies[0]?.description).toContain('/app/main.py:4 in run');
  });

  test('last words that complain are likely the reason', () => {
    const weighed = applicationError.weigh(
      anEnded(78, ['reading settings', 'fatal: workers must be positive, got -1']),
    );
    expect(weighed?.confidence).toBe(0.6);
    expect(weighed?.evidence[1]?.text).toBe('last words: "fatal: workers must be positive, got -1"');
  });

  test('no reason is invented for a silent or an untroubled end', () => {
    expect(applicationError.weigh(anEnded(1, []))).toBeNull();
    expect(applicationError.weigh(anEnded(1, ['working', 'still working']))).toBeNull();
    expect(applicationError.weigh(anEnded(0, trace))).toBeNull();
  });

  test('a stack trace long before the end is not why it ended', () => {
    const after = Array.from({ length: 40 }, (_, index) => `answered request ${index}`);
    expect(applicationError.weigh(anEnded(1, [...trace, ...after]))).toBeNull();
  });

  test('a signal ends it without a word', () => {
    expect(applicationError.weigh(anEnded(137, ['error: x']))).toBeNull();
    expect(applicationError.weigh(anEnded(139, trace))?.confidence).toBeLessThan(0.5);
  });

  test('what was asked to end did not fail', () => {
    const events = [
      anEvent('start', startedAt),
      anEvent('kill', now - 900, { signal: '15' }),
      anEvent('die', now - 500),
    ];
    expect(applicationError.weigh(anEnded(1, trace, { events }))).toBeNull();
  });

  test('a running service that logs a handled exception is well, one that answers 500 is not', () => {
    expect(applicationError.weigh(anEvidence({ logs: saying(...trace) }))?.confidence).toBeLessThanOrEqual(0.2);
    const failed = saying('ERROR:    Exception in ASGI application', ...trace);
    expect(applicationError.weigh(anEvidence({ logs: failed }))?.confidence).toBe(0.55);
  });
});
