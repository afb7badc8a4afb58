import { describe, expect, test } from 'vitest';
import { missingFile } from '../../../src/diagnose/causes/missing-file.js';
import { aFile, anEnded, anEvidence, aRefused, saying } from '../an-evidence.js';

const said: [line: string, path: string][] = [
  ["FileNotFoundError: [Errno 2] No such file or directory: '/app/config.json'", '/app/config.json'],
  ["python3: can't open file '/app/server.py': [Errno 2] No such file or directory", '/app/server.py'],
  ["Error: ENOENT: no such file or directory, open '/run/secrets/token'", '/run/secrets/token'],
  ["Error: Cannot find module '/app/dist/server.js'", '/app/dist/server.js'],
  ['2026/01/31 12:00:00 open /etc/app/config.toml: no such file or directory', '/etc/app/config.toml'],
  ['Error: Unable to access jarfile app.jar', '/app/app.jar'],
  ['Exception in thread "main" java.nio.file.NoSuchFileException: /data/in.csv', '/data/in.csv'],
  [
    "main.rb:1:in 'File.read': No such file or directory @ rb_sysopen - config/database.yml (Errno::ENOENT)",
    '/app/config/database.yml',
  ],
  ['Could not open input file: artisan', '/app/artisan'],
  [
    'nginx: [emerg] open() "/etc/nginx/conf.d/site.conf" failed (2: No such file or directory) in /etc/nginx/nginx.conf:9',
    '/etc/nginx/conf.d/site.conf',
  ],
  ['cat: /etc/app.env: No such file or directory', '/etc/app.env'],
  ['sh: 0: cannot open /app/run.sh: No such file', '/app/run.sh'],
];

describe('missing-file', () => {
  test.each(said)('%s', (line, path) => {
    const weighed = missingFile.weigh(anEnded(1, [line], { files: [aFile(path, { kind: 'missing' })] }));
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    expect(weighed?.evidence.map(({ text }) => text)).toContain(`nothing lies at ${path} in the container`);
    expect(weighed?.remedies[0]?.description).toContain(path.slice(path.lastIndexOf('/') + 1));
  });

  test('a file that the engine sees is not missing', () => {
    const files = [aFile('/app/config.json')];
    expect(missingFile.weigh(anEnded(1, [said[0]?.[0] ?? ''], { files }))?.confidence).toBeLessThan(0.5);
  });

  test('a mount that hides the folder is named', () => {
    const mounts = [{ type: 'bind' as const, source: '/srv/empty', target: '/app', writable: true }];
    const weighed = missingFile.weigh(anEnded(2, [said[1]?.[0] ?? ''], { settings: { mounts } }));
    expect(weighed?.remedies[0]?.description).toContain('/srv/empty');
  });

  test('what could not be started at all is no file that it needs', () => {
    expect(
      missingFile.weigh(aRefused('exec: "/start.sh": stat /start.sh: no such file or directory: unknown', 127)),
    ).toBeNull();
  });

  test.each(said)('a running container that merely logged it stays below 0.2: %s', (line) => {
    expect(missingFile.weigh(anEvidence({ logs: saying(line) }))?.confidence).toBeLessThan(0.2);
  });

  test('a carriage return in the name is another cause', () => {
    expect(missingFile.weigh(anEnded(127, ["/usr/bin/env: 'bash\\r': No such file or directory"]))).toBeNull();
  });
});
