import { describe, expect, test } from 'vitest';
import { permissionDenied } from '../../../src/diagnose/causes/permission-denied.js';
import { aFile, anEnded, anEvidence, saying } from '../an-evidence.js';

const said: string[] = [
  "PermissionError: [Errno 13] Permission denied: '/data/app.db'",
  "Error: EACCES: permission denied, open '/data/app.db'",
  '2026/01/31 12:00:00 open /data/app.db: permission denied',
  'java.nio.file.AccessDeniedException: /data/app.db',
  "main.rb:1:in 'File.open': Permission denied @ rb_sysopen - /data/app.db (Errno::EACCES)",
  'PHP Warning:  file_put_contents(/data/app.db): Failed to open stream: Permission denied in /app/main.php on line 2',
  "Unhandled exception. System.UnauthorizedAccessException: Access to the path '/data/app.db' is denied.",
  'mkdir: cannot create directory ‘/data/app.db’: Permission denied',
  '/entry.sh: 2: cannot create /data/app.db: Permission denied',
  "chown: changing ownership of '/data/app.db': Operation not permitted",
  'nginx: [emerg] open() "/data/app.db" failed (13: Permission denied)',
];
const volume = { type: 'volume' as const, source: 'shop_data', target: '/data', writable: true };
const data = aFile('/data', { kind: 'folder', uid: 0, gid: 0, mode: 0o755 });
const unprivileged = { user: '1000:1000', mounts: [volume] };

describe('permission-denied', () => {
  test.each(said)('numbers of both sides, and the chown of the volume: %s', (line) => {
    const weighed = permissionDenied.weigh(anEnded(1, [line], { settings: unprivileged, files: [data] }));
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    const texts = weighed?.evidence.map(({ text }) => text) ?? [];
    expect(texts).toContain('it runs as user 1000:1000');
    expect(texts).toContain('/data belongs to 0:0, mode 0755');
    expect(texts).toContain('volume shop_data is mounted at /data');
    expect(weighed?.remedies[0]?.command).toBe(
      'docker run --rm --user 0 --entrypoint chown -v shop_data:/data shop:1.0.0 -R 1000:1000 /data',
    );
  });

  test('of a bind mount, the host’s folder, or the folder’s owner', () => {
    const mounts = [{ type: 'bind' as const, source: '/srv/my uploads', target: '/data', writable: true }];
    const files = [aFile('/data', { kind: 'folder', uid: 1001, gid: 1001, mode: 0o750 })];
    const weighed = permissionDenied.weigh(
      anEnded(1, [said[0] as string], { settings: { user: '1000', mounts }, files }),
    );
    expect(weighed?.remedies[0]?.command).toBe("sudo chown -R 1000:1000 '/srv/my uploads'");
    expect(weighed?.remedies[1]?.command).toContain('--user 1001:1001');
  });

  test('in the image itself, the change of the Dockerfile', () => {
    const weighed = permissionDenied.weigh(anEnded(1, [said[0] as string], { settings: { user: '1000' } }));
    expect(weighed?.remedies[1]?.description).toContain('install -d -o 1000 -g 1000 /data');
  });

  test.each([
    'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)',
    '2026/01/31 12:00:00 listen tcp :80: bind: permission denied',
    'Error: listen EACCES: permission denied 0.0.0.0:80',
  ])('a low port is moved, or the one capability is given: %s', (line) => {
    const weighed = permissionDenied.weigh(anEnded(1, [line], { settings: { user: '1000' } }));
    expect(weighed?.remedies[0]?.description).toContain('8080');
    expect(weighed?.remedies[1]?.command).toContain('--cap-add NET_BIND_SERVICE');
  });

  test('a command that may not be run is another cause', () => {
    expect(permissionDenied.weigh(anEnded(126, ['sh: 1: ./start.sh: Permission denied']))).toBeNull();
  });

  test.each(said)('a running container that merely logged it stays below 0.2: %s', (line) => {
    expect(permissionDenied.weigh(anEvidence({ logs: saying(line) }))?.confidence).toBeLessThan(0.2);
  });
});
