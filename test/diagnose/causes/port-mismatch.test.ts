import { describe, expect, test } from 'vitest';
import { portMismatch } from '../../../src/diagnose/causes/port-mismatch.js';
import { anEvidence, anInside, listensOn, publishing, saying } from '../an-evidence.js';

const inside = anInside({ listeners: [listensOn('0.0.0.0', 8000), listensOn('127.0.0.11', 41_233, null)] });

describe('port-mismatch', () => {
  test('the published port leads to nothing, another one is listened on', () => {
    const weighed = portMismatch.weigh(anEvidence({ inside, settings: { publishedPorts: [publishing(80, 8080)] } }));
    expect(weighed?.confidence).toBeGreaterThan(0.9);
    expect(weighed?.evidence[1]?.text).toBe('nothing listens on 80 there; it listens on 0.0.0.0:8000');
    expect(weighed?.remedies[0]?.command).toContain('-p 127.0.0.1:8080:8000');
  });

  test('PORT is what moved it', () => {
    const settings = { publishedPorts: [publishing(3000)], environment: new Map([['PORT', '8000']]) };
    const weighed = portMismatch.weigh(anEvidence({ inside, settings }));
    expect(weighed?.remedies[1]?.description).toContain('set PORT to 3000; it is 8000 now');
    expect(weighed?.remedies[1]?.command).toContain('-e PORT=3000');
  });

  test('EXPOSE names another port than the one that is served', () => {
    expect(
      portMismatch.weigh(anEvidence({ inside, settings: { exposedPorts: ['80/tcp'] } }))?.confidence,
    ).toBeGreaterThan(0.8);
  });

  test('without a look inside, the log tells less surely', () => {
    const logs = saying('INFO:     Uvicorn running on http://0.0.0.0:9000 (Press CTRL+C to quit)');
    const weighed = portMismatch.weigh(anEvidence({ logs, settings: { publishedPorts: [publishing(8000)] } }));
    expect(weighed?.confidence).toBeGreaterThan(0.5);
    expect(weighed?.confidence).toBeLessThan(0.8);
  });

  test.each([
    ['the published port is the served one', anEvidence({ inside, settings: { publishedPorts: [publishing(8000)] } })],
    [
      'a second published port is for something that is switched off',
      anEvidence({ inside, settings: { publishedPorts: [publishing(8000), publishing(8443)] } }),
    ],
    ['nothing listens yet', anEvidence({ inside: anInside(), settings: { publishedPorts: [publishing(80)] } })],
    ['it listens on what it declares', anEvidence({ inside, settings: { exposedPorts: ['8000/tcp'] } })],
    ['nothing is known of its sockets', anEvidence({ settings: { publishedPorts: [publishing(80)] } })],
  ])('not where %s', (_why, evidence) => {
    expect(portMismatch.weigh(evidence)).toBeNull();
  });
});
