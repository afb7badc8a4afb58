import { describe, expect, test } from 'vitest';
import { namedPaths } from '../../../src/diagnose/evidence/named-paths.js';
import { absolute, factOf, wantedFiles } from '../../../src/diagnose/evidence/read-files.js';
import { anEvidence, saying } from '../an-evidence.js';

const found = (beginning: Buffer | string) => ({
  kind: 'file' as const,
  mode: 0o755,
  uid: 0,
  gid: 0,
  target: '',
  beginning: Buffer.from(beginning),
});

/** The header of a compiled program: magic, class, byte order, and the machine's number at its place. */
function elf(machine: number, bigEndian = false): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32BE(0x7f454c46);
  header[5] = bigEndian ? 2 : 1;
  if (bigEndian) header.writeUInt16BE(machine, 18);
  else header.writeUInt16LE(machine, 18);
  return header;
}

describe('files that matter', () => {
  test.each([
    [62, false, 'amd64'],
    [183, false, 'arm64'],
    [22, true, 's390x'],
    [9_999, false, 'machine 9999'],
  ])('machine %i is told', (machine, bigEndian, architecture) => {
    expect(factOf('/app', found(elf(machine, bigEndian)))).toMatchObject({ architecture, interpreter: null });
  });

  test('the first line of a script is told, its carriage return shown', () => {
    expect(factOf('/x', found('#!/bin/sh\r\necho')).interpreter).toBe('/bin/sh\\r');
    expect(factOf('/x', found('#! /usr/bin/env bash\n')).interpreter).toBe('/usr/bin/env bash');
    expect(factOf('/x', found('echo hi\n')).interpreter).toBeNull();
    expect(factOf('/x', found('')).empty).toBe(true);
    expect(factOf('/x', null).kind).toBe('missing');
  });

  test('nothing of a file but its first line is kept', () => {
    const fact = factOf('/x', found('#!/bin/sh\nTOKEN=hunter2hunter2\n'));
    expect(JSON.stringify(fact)).not.toContain('hunter2');
  });

  test('what it is started with, what the log names, and its mounts', () => {
    const { settings } = anEvidence({
      settings: {
        entrypoint: ['/entry.sh'],
        command: ['python3', 'main.py', '--port', '80', 'sh -c "echo a/b"'],
        mounts: [
          { type: 'bind', source: '/srv', target: '/data', writable: true },
          { type: 'tmpfs', source: '', target: '/tmp', writable: true },
        ],
      },
    });
    expect(wantedFiles(settings, ['conf/app.toml'])).toEqual([
      '/entry.sh',
      '/app/main.py',
      '/app/conf/app.toml',
      '/data',
    ]);
  });

  test.each([
    ['x/y', '/app', '/app/x/y'],
    ['./x', '/app', '/app/x'],
    ['../x', '/app', '/x'],
    ['../../../x', '/app', '/x'],
    ['/a/../b', '/app', '/b'],
    ['x', '', '/x'],
  ])('%s in %s is %s', (path, folder, whole) => {
    expect(absolute(path, folder)).toBe(whole);
  });

  test('errors at the end name paths, whose folders matter too', () => {
    const logs = saying(
      "PermissionError: [Errno 13] Permission denied: '/data/db/app.db'",
      'open config.toml: no such file or directory',
    );
    expect(namedPaths(logs)).toEqual(['config.toml', '/data/db/app.db', '/data/db']);
    expect(namedPaths(saying('all is well'))).toEqual([]);
  });
});
