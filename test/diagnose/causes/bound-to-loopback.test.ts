import { describe, expect, test } from 'vitest';
import { boundToLoopback } from '../../../src/diagnose/causes/bound-to-loopback.js';
import { anEvidence, anInside, listensOn, publishing, saying } from '../an-evidence.js';

const settings = { publishedPorts: [publishing(8000)] };
const hidden = (process: string, address = '127.0.0.1') => anInside({ listeners: [listensOn(address, 8000, process)] });

describe('bound-to-loopback', () => {
  test.each([
    ['uvicorn main:app', '--host 0.0.0.0'],
    ['gunicorn app:app', '--bind 0.0.0.0:8000'],
    ['flask run', 'flask run --host 0.0.0.0'],
    ['python manage.py runserver', 'runserver 0.0.0.0:8000'],
    ['node server.js', "server.listen(8000, '0.0.0.0')"],
    ['php -S localhost:8000', 'php -S 0.0.0.0:8000'],
    ['./own-server', '0.0.0.0:8000 as the address'],
  ])('by its own sockets; %s is told how', (process, how) => {
    const weighed = boundToLoopback.weigh(
      anEvidence({ inside: hidden(process), settings: { ...settings, command: process.split(' ') } }),
    );
    expect(weighed?.confidence).toBe(0.98);
    expect(weighed?.evidence[0]?.source).toBe('probe');
    expect(weighed?.remedies[0]?.description).toContain(how);
  });

  test.each(['::1', '::ffff:127.0.0.1', '127.0.0.2'])('%s is loopback too', (address) => {
    expect(boundToLoopback.weigh(anEvidence({ inside: hidden('x', address), settings }))?.confidence).toBe(0.98);
  });

  test.each([
    ' * Running on http://127.0.0.1:8000',
    'INFO:     Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)',
    '[INFO] Listening at: http://127.0.0.1:8000 (7)',
    '  ➜  Local:   http://localhost:8000/',
    'Starting development server at http://127.0.0.1:8000/',
    '[Sat Jan 31 12:00:00 2026] PHP 8.4.1 Development Server (http://localhost:8000) started',
  ])('by its log, where nobody looked inside: %s', (line) => {
    expect(boundToLoopback.weigh(anEvidence({ logs: saying(line), settings }))?.confidence).toBe(0.85);
  });

  test.each([
    [
      'it listens everywhere as well',
      anEvidence({
        inside: anInside({ listeners: [listensOn('127.0.0.1', 8000), listensOn('0.0.0.0', 8000)] }),
        settings,
      }),
    ],
    [
      'what can be reached is another port',
      anEvidence({
        inside: anInside({ listeners: [listensOn('127.0.0.1', 9000), listensOn('0.0.0.0', 8000)] }),
        settings,
      }),
    ],
    ['its network is the host’s', anEvidence({ inside: hidden('x'), settings: { networkMode: 'host' } })],
    [
      'only the engine’s name server listens',
      anEvidence({ inside: anInside({ listeners: [listensOn('127.0.0.11', 40_000, null)] }), settings }),
    ],
    ['it says 0.0.0.0', anEvidence({ logs: saying(' * Running on http://0.0.0.0:8000'), settings })],
  ])('not where %s', (_why, evidence) => {
    expect(boundToLoopback.weigh(evidence)).toBeNull();
  });

  test('what the sockets show outweighs what the log says', () => {
    const inside = anInside({ listeners: [listensOn('0.0.0.0', 8000)] });
    expect(
      boundToLoopback.weigh(anEvidence({ inside, logs: saying(' * Running on http://127.0.0.1:8000'), settings })),
    ).toBeNull();
  });

  test('a worker with a private health route stays below 0.2', () => {
    const state = { health: { status: 'healthy' as const, failingStreak: 0, log: [] } };
    expect(boundToLoopback.weigh(anEvidence({ inside: hidden('x'), state }))?.confidence).toBeLessThan(0.2);
  });
});
