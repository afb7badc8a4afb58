import { beforeAll, describe, expect, test } from 'vitest';
import { connectEngine, type Engine } from '../../src/engine/connect.js';
import { describeWithEngine } from '../lab/engine.js';
import { judgeFault, judgeSound } from './faults/judge.js';
import { loadFaults } from './faults/load-faults.js';

/** A representative part; DOCKWRIGHT_FAULTS=all provokes every one, as `npm run lab:faults` does. */
const all = process.env.DOCKWRIGHT_FAULTS === 'all';
const { faults, sound } = await loadFaults();
const wanted = <T extends { quick?: boolean }>(list: T[]) => list.filter(({ quick }) => all || quick);

test('at least 60 distinct faults and 20 sound containers are there', () => {
  expect(faults.length).toBeGreaterThanOrEqual(60);
  expect(sound.length).toBeGreaterThanOrEqual(20);
});

describeWithEngine('a provoked fault is named', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  describe('at the top of the causes', () => {
    test.for(wanted(faults).map((fault) => [fault.id, fault] as const))('%s', async ([, fault], { skip }) => {
      skip(engine.podman && fault.notOnPodman !== undefined, `not on Podman: ${fault.notOnPodman}`);
      const { wrong, top } = await judgeFault(engine, fault);
      expect({ wrong, top }).toEqual({ wrong: [], top: fault.cause });
    });
  });

  describe('and a sound container is healthy', () => {
    test.for(wanted(sound).map((container) => [container.id, container] as const))(
      '%s',
      async ([, container], { skip }) => {
        skip(engine.podman && container.notOnPodman !== undefined, `not on Podman: ${container.notOnPodman}`);
        const { wrong } = await judgeSound(engine, container);
        expect(wrong).toEqual([]);
      },
    );
  });
});
