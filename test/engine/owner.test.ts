import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { formatOwner, isGone, type Owner, parseOwner, thisOwner } from '../../src/engine/owner.js';

test('a label holds an owner', async () => {
  const owner = await thisOwner();
  expect(parseOwner(formatOwner(owner))).toEqual(owner);
});

test.each([undefined, '', '{}', '[]', '[1,2,3]', '["host","1",""]', '["host",1]'])('%s is no owner', (label) => {
  expect(parseOwner(label)).toBeNull();
});

test('this process is not gone', async () => {
  expect(await isGone(await thisOwner())).toBe(false);
});

test('a process that ended is gone', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect(await isGone({ ...(await thisOwner()), pid: child.pid as number })).toBe(true);
});

test.skipIf(process.platform === 'win32')('a process that took over a pid is not the owner', async () => {
  const reused: Owner = { ...(await thisOwner()), start: 'another time' };
  expect(await isGone(reused)).toBe(true);
});

test('a process of another host is never judged', async () => {
  expect(await isGone({ host: 'elsewhere', pid: 2 ** 22, start: '' })).toBe(false);
});
