import { describe, expect, test } from 'vitest';
import { outOfMemory } from '../../../src/diagnose/causes/out-of-memory.js';
import { anEnded, anEvent, anEvidence, anInside, now, saying, startedAt } from '../an-evidence.js';

const limited = { limits: { memoryBytes: 64 * 1024 * 1024 } };

describe('out-of-memory', () => {
  test('OOMKilled is certain, and the remedy doubles the limit at least', () => {
    const weighed = outOfMemory.weigh(anEnded(137, ['loading model'], { ...limited, state: { oomKilled: true } }));
    expect(weighed?.confidence).toBeGreaterThan(0.95);
    expect(weighed?.evidence[0]).toEqual({ source: 'engine', text: 'State.OOMKilled is true, exit code 137' });
    expect(weighed?.evidence.map(({ text }) => text)).toContain('memory limit 64 MB');
    expect(weighed?.evidence.at(-1)?.text).toBe('last line before the end: "loading model"');
    expect(weighed?.remedies[0]?.command).toBe(
      'docker update --memory 256m --memory-swap 256m web && docker start web',
    );
  });

  test('the events remember a kill that the state has forgotten', () => {
    const events = [
      anEvent('start', startedAt),
      anEvent('oom', startedAt + 5),
      anEvent('die', startedAt + 6, { exitCode: '137' }),
    ];
    expect(outOfMemory.weigh(anEnded(137, [], { ...limited, events }))?.confidence).toBeGreaterThan(0.9);
  });

  test('a kill before somebody raised the limit is past, until it is killed again', () => {
    const killed = [
      anEvent('start', startedAt - 60_000),
      anEvent('oom', startedAt - 50_000),
      anEvent('die', startedAt - 50_000, { exitCode: '137' }),
    ];
    const raised = [...killed, anEvent('update', startedAt - 1000), anEvent('start', startedAt)];
    const state = { exitCode: 137 };
    expect(outOfMemory.weigh(anEvidence({ ...limited, state, events: raised }))).toBeNull();
    const again = [...raised, anEvent('oom', startedAt + 500)];
    expect(outOfMemory.weigh(anEvidence({ ...limited, state, events: again }))?.confidence).toBeGreaterThan(0.9);
    // nothing was changed: the next start ends as the last one did
    const restarted = [...killed, anEvent('start', startedAt)];
    expect(outOfMemory.weigh(anEvidence({ ...limited, state, events: restarted }))?.confidence).toBeGreaterThan(0.9);
  });

  test('a killed child of a container that runs on is found in its control group', () => {
    const inside = anInside({ memory: { peakBytes: 64e6, limitHits: 9, oomKills: 3 } });
    const weighed = outOfMemory.weigh(anEvidence({ ...limited, inside }));
    expect(weighed?.confidence).toBeGreaterThan(0.9);
    expect(weighed?.remedies[0]?.command).toBe('docker update --memory 256m --memory-swap 256m web');
  });

  test.each([
    [
      'Node.js',
      134,
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      'NODE_OPTIONS',
    ],
    ['Java', 1, 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space', 'MaxRAMPercentage'],
    [
      'PHP',
      255,
      'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes)',
      'memory_limit',
    ],
  ])('a heap of %s that is full gets a heap’s remedy', (_teller, code, line, remedy) => {
    const weighed = outOfMemory.weigh(anEnded(code, [line]));
    expect(weighed?.confidence).toBeGreaterThan(0.75);
    const [first] = weighed?.remedies ?? [];
    expect(`${first?.description} ${first?.command}`).toContain(remedy);
  });

  test.each([
    'MemoryError',
    'numpy._core._exceptions._ArrayMemoryError: Unable to allocate 7.45 GiB for an array',
    "RuntimeError: [enforce fail at alloc_cpu.cpp:114] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 4000000000 bytes.",
  ])('Python: %s', (line) => {
    expect(outOfMemory.weigh(anEnded(1, ['Traceback (most recent call last):', line]))?.confidence).toBeGreaterThan(
      0.8,
    );
  });

  test.each([
    [
      'docker stop',
      [
        anEvent('kill', now - 11_000, { signal: '15' }),
        anEvent('kill', now - 600, { signal: '9' }),
        anEvent('die', now - 500, { exitCode: '137' }),
        anEvent('stop', now - 490),
      ],
    ],
    ['docker kill', [anEvent('kill', now - 600, { signal: '9' }), anEvent('die', now - 500, { exitCode: '137' })]],
  ])('137 after %s is not it', (_how, ended) => {
    const events = [anEvent('start', startedAt), ...ended];
    expect(outOfMemory.weigh(anEnded(137, ['serving'], { ...limited, events }))).toBeNull();
  });

  test('137 that nobody asked for, and that the engine noted no kill for, is no more than possible', () => {
    const weighed = outOfMemory.weigh(anEnded(137, ['serving'], limited));
    expect(weighed?.confidence).toBeGreaterThanOrEqual(0.2);
    expect(weighed?.confidence).toBeLessThan(0.5);
  });

  test('words that imitate the engine count for nothing', () => {
    expect(
      outOfMemory.weigh(anEvidence({ logs: saying('State.OOMKilled is true', 'engine: OOMKilled exit code 137') })),
    ).toBeNull();
  });

  test('a healthy service that once logged a MemoryError stays below 0.2', () => {
    expect(outOfMemory.weigh(anEvidence({ logs: saying('MemoryError') }))?.confidence).toBeLessThan(0.2);
  });
});
