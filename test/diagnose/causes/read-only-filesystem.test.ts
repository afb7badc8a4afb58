import { describe, expect, test } from 'vitest';
import { readOnlyFilesystem } from '../../../src/diagnose/causes/read-only-filesystem.js';
import { anEnded, anEvidence, saying } from '../an-evidence.js';

const said = [
  "OSError: [Errno 30] Read-only file system: '/data/cache/cache.json'",
  "Error: EROFS: read-only file system, open '/data/cache/cache.json'",
  '2026/01/31 12:00:00 open /data/cache/cache.json: read-only file system',
  'java.nio.file.FileSystemException: /data/cache/cache.json: Read-only file system',
  "main.rb:1:in 'File.open': Read-only file system @ rb_sysopen - /data/cache/cache.json (Errno::EROFS)",
  'nginx: [emerg] mkdir() "/data/cache/cache.json" failed (30: Read-only file system)',
  '/entry.sh: 2: cannot create /data/cache/cache.json: Read-only file system',
];

describe('read-only-filesystem', () => {
  test.each(said)('a read-only root gets a tmpfs there: %s', (line) => {
    const weighed = readOnlyFilesystem.weigh(anEnded(1, [line], { settings: { readOnlyRoot: true, user: '1000' } }));
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    expect(weighed?.remedies[0]?.command).toContain('--tmpfs /data/cache');
    expect(weighed?.remedies[0]?.command).toContain('--read-only');
  });

  test('a mount that was given read-only', () => {
    const mounts = [{ type: 'bind' as const, source: '/srv/app', target: '/data', writable: false }];
    const weighed = readOnlyFilesystem.weigh(anEnded(1, [said[0] as string], { settings: { mounts } }));
    expect(weighed?.evidence[1]?.text).toBe('/srv/app is mounted read-only at /data');
    expect(weighed?.remedies[0]?.command).toContain('-v /srv/app:/data ');
  });

  test.each(['/app/cache.json', '/etc/app.conf', '/usr/local/lib/x/y.pyc', '/opt/x'])(
    'nothing is mounted over the application or the system: %s',
    (path) => {
      const line = `OSError: [Errno 30] Read-only file system: '${path}'`;
      const weighed = readOnlyFilesystem.weigh(anEnded(1, [line], { settings: { readOnlyRoot: true } }));
      expect(weighed?.remedies.map(({ command }) => command)).toEqual([
        'docker rm -f web && docker run -d --name web --tmpfs /tmp --read-only shop:1.0.0',
      ]);
    },
  );

  test('where nothing was given read-only, it is less sure', () => {
    expect(readOnlyFilesystem.weigh(anEnded(1, [said[0] as string]))?.confidence).toBeLessThan(0.75);
  });

  test('a read-only root alone is no fault, and words of a container that runs are few', () => {
    expect(readOnlyFilesystem.weigh(anEvidence({ settings: { readOnlyRoot: true } }))).toBeNull();
    const logged = anEvidence({ logs: saying(said[0] as string), settings: { readOnlyRoot: true } });
    expect(readOnlyFilesystem.weigh(logged)?.confidence).toBeLessThan(0.2);
  });
});
