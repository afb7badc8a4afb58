import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseSpec, readSpecText, specFileName } from '../../src/spec/read-spec.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockwright-spec-'));
  path = join(folder, specFileName);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the Spec on disk', () => {
  test('is null where there is none', async () => expect(await readSpecText(folder)).toBeNull());

  test.runIf(process.platform !== 'win32')('that is a pipe is refused and not waited for', async () => {
    execFileSync('mkfifo', [path]);
    await expect(readSpecText(folder)).rejects.toMatchObject({
      code: 'invalid-spec',
      message: expect.stringContaining('not a file'),
    });
  });

  test('of gigabytes is refused before it is read', async () => {
    writeFileSync(path, '');
    truncateSync(path, 2 ** 31);
    await expect(readSpecText(folder)).rejects.toMatchObject({
      code: 'invalid-spec',
      message: expect.stringContaining('2.1 GB'),
    });
  });

  test.each(['/etc/hostname', 'nowhere.yaml'])('that is a link to %s is refused', async (target) => {
    symlinkSync(target, path);
    await expect(readSpecText(folder)).rejects.toMatchObject({ code: 'path-refused' });
  });
});

test('what is wrong comes before what is missing, each with its line', () => {
  const text = 'apiVersion: dockwright/v1\napp:\n  name: a\n  prot: 80\ncriteria:\n  image-size: {max: big}\n';
  const message = expect.objectContaining({
    code: 'invalid-spec',
    message: expect.stringMatching(
      /^container\.spec\.yaml:\d+: (app: there is no field prot|criteria\.image-size\.max: expected a size)[\s\S]*and \d+ more/,
    ),
  });
  expect(() => parseSpec(text)).toThrow(message);
});
