import { describe, expect, test } from 'vitest';
import { portNotPublished } from '../../../src/diagnose/causes/port-not-published.js';
import { aNeighbour, anEvidence, anInside, listensOn, publishing } from '../an-evidence.js';

const inside = anInside({ listeners: [listensOn('0.0.0.0', 8000)] });

describe('port-not-published', () => {
  test('a server that nobody outside reaches, with the command that publishes its port', () => {
    const weighed = portNotPublished.weigh(anEvidence({ inside, settings: { exposedPorts: ['8000/tcp'] } }));
    expect(weighed?.confidence).toBe(0.8);
    expect(weighed?.remedies[0]?.command).toBe(
      'docker rm -f web && docker run -d --name web -p 127.0.0.1:8000:8000 shop:1.0.0',
    );
  });

  test('without EXPOSE it is likely, without a look inside too', () => {
    expect(portNotPublished.weigh(anEvidence({ inside }))?.confidence).toBe(0.6);
    expect(portNotPublished.weigh(anEvidence({ settings: { exposedPorts: ['8000/tcp'] } }))?.confidence).toBe(0.5);
  });

  test.each([
    ['published', anEvidence({ inside, settings: { publishedPorts: [publishing(8000)] } })],
    ['a database', anEvidence({ inside: anInside({ listeners: [listensOn('0.0.0.0', 5432)] }) })],
    ['in the host’s network', anEvidence({ inside, settings: { networkMode: 'host' } })],
    ['nothing listens', anEvidence({ inside: anInside() })],
    ['a port that the kernel chose', anEvidence({ inside: anInside({ listeners: [listensOn('0.0.0.0', 43_211)] }) })],
    ['not running', anEvidence({ inside, state: { status: 'paused' } })],
  ])('not where %s', (_why, evidence) => {
    expect(portNotPublished.weigh(evidence)).toBeNull();
  });

  test('another container in its own network can reach it: worth a word, no more', () => {
    const neighbours = [aNeighbour('proxy', { sharedNetworks: ['shop_default'] })];
    expect(portNotPublished.weigh(anEvidence({ inside, neighbours }))?.confidence).toBeLessThan(0.2);
  });

  test('so can one that is down at the moment, as the rest of its project', () => {
    const neighbours = [aNeighbour('proxy', { sharedNetworks: ['shop_default'], status: 'exited' })];
    const weighed = portNotPublished.weigh(anEvidence({ inside, neighbours }));
    expect(weighed?.confidence).toBeLessThan(0.2);
    expect(weighed?.evidence[1]?.text).toContain('proxy (exited now) can reach it');
  });

  test('in the default bridge strangers are no peers', () => {
    const neighbours = [aNeighbour('stranger', { sharedNetworks: ['bridge'] })];
    expect(portNotPublished.weigh(anEvidence({ inside, neighbours }))?.confidence).toBe(0.6);
  });

  test('a passing health check keeps it below 0.2', () => {
    const state = { health: { status: 'healthy' as const, failingStreak: 0, log: [] } };
    expect(portNotPublished.weigh(anEvidence({ inside, state }))?.confidence).toBeLessThan(0.2);
  });
});
