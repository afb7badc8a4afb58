import { execFile, execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentSurroundings } from '../../src/engine/docker-config.js';
import { findProgram } from '../../src/engine/find-program.js';
import { lookCommand, meansOfLooking } from '../../src/engine/inside-scripts.js';
import { divideSections } from '../../src/engine/look-inside.js';
import { parseSockets } from '../../src/engine/proc-net.js';

const run = promisify(execFile);
const programs = new Map<string, string | null>();
for (const means of meansOfLooking) programs.set(means, await findProgram(means, currentSurroundings()));
const server = createServer();
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => server.close());

describe.skipIf(process.platform !== 'linux')('what each means of looking shows of /proc', () => {
  for (const means of meansOfLooking)
    test.skipIf(!programs.get(means))(`${means}`, async () => {
      const [program = '', ...args] = lookCommand(means, programs.get(means) ?? '', 'cafe01');
      const { stdout } = await run(program, args, { maxBuffer: 64e6, encoding: 'utf8' });
      const sections = divideSections(stdout, 'cafe01');
      const text = (name: string) => sections.find((section) => section.name === name)?.text ?? '';
      expect(Number(text('self').trim())).toBeGreaterThan(1);
      expect(Math.abs(Number(text('clock').trim().split(' ')[0]) * 1000 - Date.now())).toBeLessThan(60_000);
      expect(text('limits')).toMatch(/^Max open files/m);
      expect(text('mounts')).toMatch(/ \/proc proc /);
      const processes = sections.filter(({ name }) => name === 'process');
      expect(processes.some((section) => /^Pid:\s+1$/m.test(section.text))).toBe(true);
      const listener = parseSockets(text('tcp'), 'tcp').find((socket) => socket.port === port);
      expect(listener).toMatchObject({ address: '127.0.0.1' });
      expect(text('descriptors')).toContain(`-> socket:[${listener?.inode}]`);
    });
});

test('no text of a process can begin a section', () => {
  const sections = divideSections('\nabc self\n1\n\nabc process\n\nabd tcp\nx\nabc2 tcp\nName:\tx\n', 'abc');
  expect(sections.map(({ name }) => name)).toEqual(['self', 'process']);
});

test.skipIf(!programs.get('sh'))('the shell’s script is plain POSIX', () => {
  const [, , script = ''] = lookCommand('sh', '/bin/sh', 'x');
  expect(() => execFileSync('sh', ['-n', '-c', script])).not.toThrow();
  expect(script).not.toMatch(/\[\[|<\(|\bfunction\b/);
});
