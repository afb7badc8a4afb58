import { describe, expect, test } from 'vitest';
import { notExecutable } from '../../../src/diagnose/causes/not-executable.js';
import { aFile, anEnded, anEvidence, aRefused, saying } from '../an-evidence.js';

const error =
  'OCI runtime create failed: unable to start container process: exec: "/entry.sh": permission denied: unknown';
const script = aFile('/entry.sh', { mode: 0o644, interpreter: '/bin/sh' });

describe('not-executable', () => {
  test('the runtime’s refusal, with the file’s own mode and the change of the Dockerfile', () => {
    const weighed = notExecutable.weigh(
      aRefused(error, 126, { files: [script], settings: { entrypoint: ['/entry.sh'] } }),
    );
    expect(weighed?.confidence).toBe(0.99);
    expect(weighed?.evidence[1]?.text).toBe('/entry.sh has mode 0644, owner 0:0');
    expect(weighed?.remedies[0]?.description).toContain('COPY --chmod=755 entry.sh /entry.sh');
    expect(weighed?.remedies[1]?.description).toContain('ENTRYPOINT ["/bin/sh", "/entry.sh"]');
  });

  test('of a bind mount, the bit is set where the file comes from', () => {
    const mounts = [{ type: 'bind' as const, source: '/home/me/shop', target: '/app', writable: true }];
    const weighed = notExecutable.weigh(
      aRefused('exec: "/app/run.sh": permission denied', 126, { settings: { mounts } }),
    );
    expect(weighed?.remedies[0]?.command).toBe('chmod +x /home/me/shop/run.sh');
  });

  test('a folder is named as such', () => {
    const weighed = notExecutable.weigh(
      aRefused('exec: "/app": is a directory: unknown', 126, { files: [aFile('/app', { kind: 'folder' })] }),
    );
    expect(weighed?.remedies[0]?.description).toContain('/app is a folder');
  });

  test('a shell that ends with 126', () => {
    const files = [aFile('/app/start.sh', { mode: 0o644, interpreter: '/bin/sh' })];
    expect(
      notExecutable.weigh(anEnded(126, ['sh: 1: ./start.sh: Permission denied'], { files }))?.confidence,
    ).toBeGreaterThan(0.9);
  });

  test('a file that it may not write to is not one that it may not run', () => {
    expect(notExecutable.weigh(anEnded(2, ['/entry.sh: 2: cannot create /data/x: Permission denied']))).toBeNull();
    expect(
      notExecutable.weigh(anEnded(1, ['sh: 1: ./start.sh: Permission denied'], { files: [aFile('/app/start.sh')] })),
    ).toBeNull();
  });

  test('a running container that merely logged it stays below 0.2', () => {
    const files = [aFile('/app/start.sh', { mode: 0o644 })];
    expect(
      notExecutable.weigh(anEvidence({ logs: saying('sh: 1: ./start.sh: Permission denied'), files }))?.confidence,
    ).toBeLessThan(0.2);
  });
});
