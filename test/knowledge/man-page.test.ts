import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { plainCommands } from '../../src/command-line/commands/plain-commands.js';
import { describeCommands } from '../../src/command-line/describe-commands.js';
import { manPage } from '../../src/knowledge/man-page.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { tools } from '../../src/tools/tools.js';

const run = promisify(execFile);
const path = packagePath('man/dockwright.1');
const page = readFileSync(path, 'utf8');
const commands = describeCommands(tools, plainCommands);

/** The programs that read manual pages, where they are installed, each told to complain. */
const readers: [program: string, args: string[]][] = [
  ['groff', ['-man', '-Tutf8', '-ww', '-z']],
  ['mandoc', ['-Tlint', '-Wwarning']],
];
const installed = await Promise.all(
  readers.map(([program]) =>
    run(program, ['-man', '-Tascii', '/dev/null']).then(
      () => true,
      () => false,
    ),
  ),
);

describe('the manual page', () => {
  test('tells every command and every flag', () => {
    const plain = page.replaceAll('\\-', '-');
    for (const { name, flags } of commands) {
      expect(plain).toMatch(new RegExp(`^\\.SS dockwright ${name}( |$)`, 'm'));
      for (const flag of flags) expect(plain).toContain(`--${flag.name}`);
    }
    expect(page).toMatch(/^[\n\x20-\x7e]+$/);
  });

  readers.forEach(([program, args], at) => {
    test.skipIf(!installed[at])(`${program} has nothing to say against it`, async () => {
      const { stdout, stderr } = await run(program, [...args, path]).catch(
        (error: { stdout: string; stderr: string }) => error,
      );
      // the page is of its version; a date would make it another one every day
      const complaints = (stdout + stderr).split('\n').filter((line) => line !== '' && !line.includes('missing date'));
      expect(complaints).toEqual([]);
    });
  });

  test('text that looks like a request, or has backslashes, is text', () => {
    const example = { name: 'x', title: '.so /etc/passwd', usage: '', choices: [], takesWords: false, flags: [] };
    const made = manPage([{ ...example, examples: [["'a \\fB", 'é']] }], '1.0.0');
    expect(made).toContain('\\&.so /etc/passwd.');
    expect(made).toContain('\\(cqa \\efB');
    expect(made).toContain('\\[u00E9]');
  });
});
