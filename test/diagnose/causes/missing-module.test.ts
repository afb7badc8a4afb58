import { describe, expect, test } from 'vitest';
import { missingModule } from '../../../src/diagnose/causes/missing-module.js';
import { anEnded, anEvidence, saying } from '../an-evidence.js';

const said: [line: string, remedy: string][] = [
  ["ModuleNotFoundError: No module named 'fastapi'", 'Add fastapi'],
  ["ModuleNotFoundError: No module named 'cv2'", 'Add opencv-python-headless'],
  ['/usr/local/bin/python: No module named gunicorn', 'Add gunicorn'],
  ['ERROR:    Error loading ASGI app. Could not import module "main".', "the application's own"],
  ["Error: Cannot find module 'express'", 'Add express'],
  ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'pino' imported from /app/main.mjs", 'Add pino'],
  [
    "<internal:/usr/lib/ruby/rubygems.rb>:136:in 'Kernel#require': cannot load such file -- sinatra (LoadError)",
    'Add sinatra',
  ],
  ['Error: Could not find or load main class com.example.Server', 'com.example.Server'],
  ['Exception in thread "main" java.lang.ClassNotFoundException: org.postgresql.Driver', 'org.postgresql.Driver'],
  [
    "PHP Fatal error:  Uncaught Error: Failed opening required '/app/vendor/autoload.php' (include_path='.')",
    'composer install',
  ],
  ['ImportError: libGL.so.1: cannot open shared object file: No such file or directory', 'libgl1'],
  [
    '/usr/local/bin/worker: error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory',
    'libpq5',
  ],
  ["/app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by /app)", 'same release'],
  [
    "Unhandled exception. System.IO.FileNotFoundException: Could not load file or assembly 'Npgsql, Version=8.0.0.0'",
    'Npgsql',
  ],
];

describe('missing-module', () => {
  test.each(said)('%s', (line, remedy) => {
    const weighed = missingModule.weigh(anEnded(1, [line]));
    expect(weighed?.confidence).toBeGreaterThan(0.8);
    expect(weighed?.evidence[0]?.source).toBe('logs');
    expect(weighed?.remedies[0]?.description).toContain(remedy);
  });

  test('a mount over the code hides what the build installed there', () => {
    const mounts = [{ type: 'bind' as const, source: '/home/me/shop', target: '/app', writable: true }];
    const weighed = missingModule.weigh(anEnded(1, ["Error: Cannot find module 'express'"], { settings: { mounts } }));
    expect(weighed?.evidence[1]?.text).toContain('/home/me/shop is mounted over /app');
    expect(weighed?.remedies.at(-1)?.command).not.toContain('/home/me/shop');
  });

  test.each(said)('a running container that merely logged it stays below 0.2: %s', (line) => {
    expect(missingModule.weigh(anEvidence({ logs: saying(line) }))?.confidence).toBeLessThan(0.2);
  });

  test('an optional module that was tried long before the end counts little', () => {
    const lines = [...Array.from({ length: 120 }, (_, at) => `request ${at}`)];
    expect(
      missingModule.weigh(anEnded(1, ["No module named 'uvloop', using asyncio", ...lines]))?.confidence,
    ).toBeLessThan(0.3);
  });

  test('an ordinary end knows nothing of it', () => {
    expect(missingModule.weigh(anEnded(1, ['all modules loaded', 'bye']))).toBeNull();
  });
});
