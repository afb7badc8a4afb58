import { describe, expect, test } from 'vitest';
import { checkName } from '../../../src/diagnose/evidence/find-container.js';
import { startParts } from '../../../src/diagnose/evidence/part.js';
import { inDependencyOrder, readDependencies } from '../../../src/diagnose/evidence/project-containers.js';
import { readableEvents } from '../../../src/diagnose/evidence/read-events.js';
import { pathHere } from '../../../src/diagnose/evidence/read-host.js';
import { readInside } from '../../../src/diagnose/evidence/read-inside.js';
import { parseSince } from '../../../src/diagnose/evidence/since.js';
import { Fault } from '../../../src/fault.js';

describe('parts of the evidence', () => {
  const never = new Promise<never>(() => {});

  test('one that fails or hangs is noted and leaves the others alone', async () => {
    const parts = startParts(new AbortController().signal);
    const [good, bad, late] = await Promise.all([
      parts.take('logs', 1_000, async () => 1),
      parts.take('stats', 1_000, async () => {
        throw new Error('no\u001b[31m such thing');
      }),
      parts.take('probe', 20, () => never),
    ]);
    expect([good, bad, late]).toEqual([1, null, null]);
    expect(parts.notMeasured).toEqual([
      { source: 'stats', reason: 'no such thing' },
      { source: 'probe', reason: 'no answer within 0.02 s' },
    ]);
  });

  test('many side by side are no leak', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on('warning', note);
    const stop = new AbortController();
    const parts = startParts(stop.signal);
    const all = Promise.allSettled(Array.from({ length: 20 }, () => parts.take('logs', 60_000, () => never)));
    stop.abort();
    await all;
    // a warning comes in a turn of its own
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  test('an engine that is gone, and a stop, end the whole', async () => {
    const stop = new AbortController();
    const parts = startParts(stop.signal);
    const gone = new Fault('engine-unreachable', 'gone', '');
    await expect(
      parts.take('logs', 1_000, async () => {
        throw gone;
      }),
    ).rejects.toBe(gone);
    const waiting = parts.take('logs', 60_000, () => never);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('since', () => {
  const now = Date.parse('2026-01-31T08:00:00Z');
  const seconds = now / 1000;

  test.each([
    ['10m', seconds - 600],
    ['1h30m', seconds - 5_400],
    ['2d', seconds - 172_800],
    ['1.5s', seconds - 1.5],
    ['500ms', seconds - 0.5],
    ['1769846400', 1_769_846_400],
    ['2026-01-31', Date.parse('2026-01-31') / 1000],
    ['2026-01-31T07:00:00Z', seconds - 3_600],
  ])('%s', (text, wanted) => {
    expect(parseSince(text, now)).toBeCloseTo(wanted, 6);
  });

  test.each(['yesterday', '', '10', '-5m', '2026-13-45', '5m; rm'])('%j is refused', (text) => {
    expect(() => parseSince(text, now)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});

test.each(['../images', 'a b', '', '-x', 'a/../../b', 'x'.repeat(300)])('%j is no name', (text) => {
  expect(() => checkName(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});

test('a project’s services come after what they depend on', () => {
  const container = (service: string, dependsOn: string[]) => ({ id: service, name: service, service, dependsOn });
  const order = (...containers: ReturnType<typeof container>[]) =>
    inDependencyOrder(containers).map(({ service }) => service);
  expect(order(container('a', ['c']), container('b', []), container('c', ['b', 'gone']))).toEqual(['b', 'c', 'a']);
  expect(order(container('a', ['b']), container('b', ['a']))).toEqual(['b', 'a']);
  expect(readDependencies('db:service_healthy:false,redis:service_started:true')).toEqual(['db', 'redis']);
  expect(readDependencies('')).toEqual([]);
});

test('events: labels, looks of ours and what only watches are left out', () => {
  const event = (action: string, attributes: Record<string, string> = {}) => ({ id: 'x', action, at: 1, attributes });
  const events = readableEvents([
    event('exec_create: sh -c x dockwright-probe', { execID: 'e1' }),
    event('exec_die', { execID: 'e1', exitCode: '0' }),
    event('top'),
    event('exec_die', { execID: 'e2', exitCode: '1' }),
    event('died', { containerExitCode: '137', evil: 'label', image: 'a\u001b[31mb' }),
    event('health_status: unhealthy'),
  ]);
  expect(events).toEqual([
    { action: 'exec_die', at: 1, attributes: { exitCode: '1', execID: 'e2' } },
    { action: 'die', at: 1, attributes: { image: 'ab', exitCode: '137' } },
    { action: 'health_status: unhealthy', at: 1, attributes: {} },
  ]);
});

test.each([
  ['linux', '/srv/data', '/srv/data'],
  ['darwin', '/host_mnt/Users/me/app', '/Users/me/app'],
  ['darwin', '/Users/me/app', '/Users/me/app'],
  ['darwin', '/run/host-services/ssh-auth.sock', null],
  ['darwin', '/var/run/docker.sock', null],
  ['win32', '/run/desktop/mnt/host/c/Users/me', 'c:/Users/me'],
  ['win32', 'C:\\Users\\me', 'C:\\Users\\me'],
  ['win32', '/var/lib/x', null],
] as const)('on %s the source %s is %s here', (platform, source, path) => {
  expect(pathHere(source, platform)).toBe(path);
});

describe('a look inside', () => {
  const status = (pid: number, parent: number, more = '') =>
    `Name:\tapp\nState:\tS (sleeping)\nPid:\t${pid}\nPPid:\t${parent}\nUid:\t1000\t1000\t1000\t1000\n${more}`;
  const view = (...sections: [string, string][]) =>
    readInside({ means: 'sh', sections: sections.map(([name, text]) => ({ name, text })) }, []);

  test('reads signals, limits, counts, clock and names', () => {
    const inside = view(
      ['self', '40\n'],
      ['clock', '1769846400 +0200\n'],
      [
        'limits',
        'Limit   Soft Limit  Hard Limit  Units\nMax processes   unlimited  unlimited  processes\nMax open files   1024   524288   files\n',
      ],
      ['cpu', 'usage_usec 5\nnr_periods 10\nnr_throttled 4\n'],
      ['memory', 'low 0\nhigh 0\nmax 7\noom 1\noom_kill 2\n'],
      ['memory-peak', '4096\n'],
      ['pids', 'max 3\n'],
      ['names', '# made by Docker\nnameserver 127.0.0.11\noptions ndots:0\n'],
      ['open-files', '12\n'],
      ['process', `python3\0app.py\0${status(1, 0, 'SigIgn:\t0000000000001000\nSigCgt:\t0000000180004002\n')}`],
    );
    expect(inside).toMatchObject({
      caughtSignals: [2, 15, 32, 33],
      ignoredSignals: [13],
      openFilesLimit: 1024,
      processesLimit: null,
      openFiles: 12,
      periods: 10,
      throttledPeriods: 4,
      memory: { peakBytes: 4096, limitHits: 7, oomKills: 2 },
      processLimitHits: 3,
      nameServers: ['nameserver 127.0.0.11', 'options ndots:0'],
      epochMs: 1_769_846_400_000,
      timeZone: '+0200',
      processes: [{ pid: 1, parent: 0, state: 'S', command: 'python3 app.py', user: '1000' }],
    });
  });

  test('leaves out itself and its children', () => {
    const inside = view(
      ['self', '40'],
      ['process', status(1, 0)],
      ['process', status(40, 0)],
      ['process', status(41, 40)],
    );
    expect(inside.processes.map(({ pid }) => pid)).toEqual([1]);
  });

  test('is not taken in by a command line that plays a status', () => {
    const forged = 'sh\nName:\tevil\nState:\tZ (zombie)\nPid:\t99\nPPid:\t1\n\0';
    const inside = view(['self', '40'], ['process', `${forged}${status(7, 1)}`]);
    expect(inside.processes).toMatchObject([{ pid: 7, state: 'S' }]);
    expect(inside.processes[0]?.command).toContain('\\nName:');
  });

  test('of nothing tells nothing', () => {
    expect(view()).toMatchObject({
      listeners: [],
      processes: [],
      openFilesLimit: null,
      epochMs: null,
      timeZone: null,
      memory: { peakBytes: null, limitHits: null, oomKills: null },
    });
  });

  test('reads df and an interpreter’s figures', () => {
    const mounts = 'overlay / overlay rw 0 0\nshm /dev/shm tmpfs rw 0 0\n/dev/sda /data ext4 ro 0 0\n';
    const df = [
      'Filesystem     1024-blocks    Used Available Capacity Mounted on',
      'overlay             100000   60000     40000      60% /',
      '/dev/sda             50000   50000         0     100% /data',
      '/dev/sda             50000   50000         0     100% /etc/hosts',
    ].join('\n');
    const inodes = 'Filesystem Inodes IUsed IFree IUse% Mounted on\noverlay 1000 900 100 90% /\n/dev/sda 0 0 0 - /data';
    expect(view(['mounts', mounts], ['disks', df], ['inodes', inodes]).disks).toEqual([
      { target: '/', type: 'overlay', writable: true, totalBytes: 102_400_000, freeBytes: 40_960_000, freeInodes: 100 },
      { target: '/data', type: 'ext4', writable: false, totalBytes: 51_200_000, freeBytes: 0, freeInodes: null },
    ]);
    expect(view(['mounts', mounts], ['space', '5 10 3 9 /dev/shm\n5 10 - - /data\n']).disks).toEqual([
      { target: '/dev/shm', type: 'tmpfs', writable: true, freeBytes: 5, totalBytes: 10, freeInodes: 3 },
      { target: '/data', type: 'ext4', writable: false, freeBytes: 5, totalBytes: 10, freeInodes: null },
    ]);
  });
});
