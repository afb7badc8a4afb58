import { expect, test } from 'vitest';
import { lastLife } from '../../../src/diagnose/logs/last-life.js';
import { anEvent, anEvidence, saying, startedAt } from '../an-evidence.js';

const line = (text: string, at: number | null) => ({ text, stream: 'stdout' as const, at });
const texts = (evidence: Parameters<typeof lastLife>[0]) => lastLife(evidence).map(({ text }) => text);

test('what was said before the last start belongs to another life', () => {
  const events = [anEvent('die', startedAt - 5_000, { exitCode: '1' }), anEvent('start', startedAt)];
  const last = [line('old', startedAt - 6_000), line('early', startedAt - 20), line('new', startedAt + 10)];
  expect(texts(anEvidence({ events, logs: { ...saying(), last } }))).toEqual(['early', 'new']);
});

test('one that was just started again after a failure has the life before too', () => {
  const at = startedAt + 2_000;
  const events = [
    anEvent('die', startedAt - 9_000, { exitCode: '1' }),
    anEvent('start', startedAt - 8_000),
    anEvent('die', startedAt - 1_000, { exitCode: '1' }),
    anEvent('start', startedAt),
  ];
  const last = [
    line('first life', startedAt - 10_000),
    line('why it failed', startedAt - 1_500),
    line('again', startedAt + 5),
  ];
  const evidence = anEvidence({ at, events, logs: { ...saying(), last }, state: { restartCount: 2, exitCode: 1 } });
  expect(texts(evidence)).toEqual(['why it failed', 'again']);
});

test('a log without times is taken whole', () => {
  expect(texts(anEvidence({ logs: { ...saying(), last: [line('a', null), line('b', null)] } }))).toEqual(['a', 'b']);
});

test('of a log in whole seconds, as Podman’s, the second of the start counts', () => {
  const state = { startedAt: startedAt + 600 };
  const events = [anEvent('die', startedAt + 400, { exitCode: '1' }), anEvent('start', startedAt + 600)];
  const last = [line('old', startedAt - 5_000), line('new', startedAt), line('newer', startedAt + 1_000)];
  expect(texts(anEvidence({ events, state, logs: { ...saying(), last } }))).toEqual(['new', 'newer']);
});
