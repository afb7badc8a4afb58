import { describe, expect, test } from 'vitest';
import { parseChanges } from '../../src/engine/container-changes.js';
import { statsOf } from '../../src/engine/container-stats.js';
import { rowsOf } from '../../src/engine/container-top.js';
import { parseLsof } from '../../src/engine/lsof.js';
import { parseSockets } from '../../src/engine/proc-net.js';

describe('sockets of /proc/net', () => {
  const line = (local: string, state: string, remote = '00000000:0000', inode = '4711') =>
    `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0 100 0 0 10 0`;

  test.each([
    ['0100007F:1F90', 'tcp', '127.0.0.1', 8080],
    ['00000000:0050', 'tcp', '0.0.0.0', 80],
    ['0B00007F:9C41', 'tcp', '127.0.0.11', 40001],
    [`${'0'.repeat(32)}:1F90`, 'tcp6', '::', 8080],
    [`${'0'.repeat(24)}01000000:1F90`, 'tcp6', '::1', 8080],
    ['0000000000000000FFFF00000100007F:1F90', 'tcp6', '::ffff:127.0.0.1', 8080],
    ['B80D01200000000067452301EFCDAB89:01BB', 'tcp6', '2001:db8::123:4567:89ab:cdef', 443],
  ] as const)('%s of %s is %s, port %i', (local, protocol, address, port) => {
    const remote = protocol === 'tcp' ? '00000000:0000' : `${'0'.repeat(32)}:0000`;
    expect(parseSockets(line(local, '0A', remote), protocol)).toEqual([{ protocol, address, port, inode: '4711' }]);
  });

  test('only those that listen count, and the head of the table does not', () => {
    const text = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      line('0100007F:1F90', '01', '0100007F:C350'),
      line('0100007F:1F91', '06'),
      line('0100007F:1F92', '0A'),
      'rubbish',
    ].join('\n');
    expect(parseSockets(text, 'tcp').map(({ port }) => port)).toEqual([8082]);
    expect(parseSockets(line('00000000:0035', '07'), 'udp').map(({ port }) => port)).toEqual([53]);
  });
});

describe('a sample of the engine’s statistics', () => {
  const before = { read: '2026-01-31T08:00:00.000Z', cpu_stats: { cpu_usage: { total_usage: 1_000_000_000 } } };

  test('with control groups of version 1', () => {
    const sample = {
      read: '2026-01-31T08:00:00.200Z',
      cpu_stats: { cpu_usage: { total_usage: 1_300_000_000 }, throttling_data: { periods: 10, throttled_periods: 4 } },
      memory_stats: {
        usage: 900,
        max_usage: 1_000,
        limit: 2_000,
        stats: { inactive_file: 5, total_inactive_file: 100 },
      },
      pids_stats: { current: 3, limit: 256 },
    };
    expect(statsOf(sample, before)).toEqual({
      memoryBytes: 800,
      memoryPeakBytes: 1_000,
      memoryLimitBytes: 2_000,
      pids: 3,
      pidsLimit: 256,
      cpus: 1.5,
      throttledPeriods: 4,
      periods: 10,
    });
  });

  test('with control groups of version 2, and without a limit', () => {
    const sample = {
      read: '2026-01-31T08:00:00.200Z',
      memory_stats: { usage: 900, limit: 2_000, stats: { inactive_file: 100 } },
      pids_stats: { current: 3, limit: 2 ** 64 },
    };
    expect(statsOf(sample, before)).toMatchObject({
      memoryBytes: 800,
      memoryPeakBytes: null,
      pidsLimit: null,
      cpus: null,
    });
  });

  test('of a container that has just ended', () => {
    expect(statsOf({ read: '0001-01-01T00:00:00Z' }, before)).toMatchObject({ memoryBytes: 0, pids: 0, cpus: null });
  });
});

test('a list of changes that breaks off keeps what was whole', () => {
  const text = '[{"Path":"/a","Kind":0},{"Path":"/b},{","Kind":1},{"Path":"/c","Ki';
  expect(parseChanges(text, false)).toEqual([
    { path: '/a', kind: 'changed' },
    { path: '/b},{', kind: 'added' },
  ]);
  expect(parseChanges('[{"Path":"/a","Kind":2}]', true)).toEqual([{ path: '/a', kind: 'deleted' }]);
  expect(parseChanges('null\n', true)).toEqual([]);
  expect(parseChanges('[{"Path":"/a', false)).toEqual([]);
});

test('columns of any ps', () => {
  const row = { pid: 7, parent: 1, user: 'root', command: 'sleep 9' };
  expect(
    rowsOf({ Titles: ['PID', 'PPID', 'STAT', 'USER', 'COMMAND'], Processes: [['7', '1', 'Ss', 'root', 'sleep 9']] }),
  ).toEqual([{ ...row, state: 'S' }]);
  expect(
    rowsOf({
      Titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'],
      Processes: [['root', '7', '1', '0', '08:00', '?', '00:00:00', 'sleep 9']],
    }),
  ).toEqual([{ ...row, state: '' }]);
  expect(rowsOf({ Titles: null, Processes: null })).toEqual([]);
});

test('what lsof lists', () => {
  const text =
    'p812\ncControlCe\nf10\nPTCP\nn*:5000\nf11\nPTCP\nn[::1]:5000\np901\ncnode\nf20\nPTCP\nn127.0.0.1:8000\n';
  expect(parseLsof(text)).toEqual([
    { port: 5000, protocol: 'tcp', address: '0.0.0.0', pid: 812, command: 'ControlCe' },
    { port: 5000, protocol: 'tcp', address: '::1', pid: 812, command: 'ControlCe' },
    { port: 8000, protocol: 'tcp', address: '127.0.0.1', pid: 901, command: 'node' },
  ]);
  expect(parseLsof('')).toEqual([]);
});
