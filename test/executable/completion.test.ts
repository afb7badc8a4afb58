import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockwright, executable } from './dockwright.js';

const run = promisify(execFile);
let folder: string;
let env: NodeJS.ProcessEnv;

/** A folder with two files in it, and our program on the PATH. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-completion-'));
  await mkdir(join(folder, 'bin'));
  const program = join(folder, 'bin', 'dockwright');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${executable}' "$@"\n`);
  await chmod(program, 0o755);
  await writeFile(join(folder, 'shop.Dockerfile'), '');
  for (const shell of ['bash', 'zsh', 'fish'])
    await writeFile(join(folder, shell), (await dockwright(['completion', shell])).stdout);
  const nothing = { DOCKER_HOST: 'tcp://127.0.0.1:1', HOME: folder, XDG_CONFIG_HOME: folder };
  env = { ...process.env, ...nothing, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is offered for a line, in the order of the alphabet. */
const offers: Record<string, (line: string) => Promise<string[]>> = {
  async bash(line) {
    const script = `source ./bash
      COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
      _dockwright
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    return sorted(await run('bash', ['--norc', '-c', script, 'bash', line], { cwd: folder, env }));
  },
  async fish(line) {
    const script = 'source ./fish; complete -C "$argv[1]"';
    return sorted(await run('fish', ['--no-config', '-c', script, line], { cwd: folder, env }));
  },
  async zsh(line) {
    // what compadd is given, without the editor that would show it
    const script = `compdef() { :; }
      compadd() { print -rl -- "\${(@P)@[-1]}"; }
      _files() { print -r -- FILES; }
      source ./zsh
      words=("\${(@s: :)1}"); CURRENT=$#words
      _dockwright`;
    return sorted(await run('zsh', ['-f', '-c', script, 'zsh', line], { cwd: folder, env }));
  },
};

function sorted({ stdout }: { stdout: string }): string[] {
  const words = stdout.split('\n').map((line) => line.split('\t')[0] as string);
  return words.filter(Boolean).sort();
}

const shells = await Promise.all(
  Object.entries(offers).map(async ([shell, ask]) => ({
    shell,
    ask,
    installed: await run(shell, ['-c', 'exit 0']).then(
      () => true,
      () => false,
    ),
  })),
);

for (const { shell, ask, installed } of shells)
  describe.skipIf(!installed)(`${shell}, once it has read its script, completes`, () => {
    test.each([
      ['dockwright se', ['serve', 'setup']],
      ['dockwright audit --f', ['--fail-on', '--fix', '--format']],
      ['dockwright audit --format s', ['sarif']],
      ['dockwright setup vs', ['vscode']],
      ['dockwright explain page-c', ['page-cache-and-shared-layers']],
    ])('%s', async (line, expected) => {
      expect(await ask(line)).toEqual(expected);
    });
  });

test.skipIf(!shells[0]?.installed)(
  'bash is given what follows an equals sign or a colon, and files where there is no word',
  async () => {
    const ask = offers.bash as (line: string) => Promise<string[]>;
    expect(await ask('dockwright audit --format=s')).toEqual(['sarif']);
    expect(await ask('dockwright audit shop')).toEqual([]);
  },
);

test('a shell that it does not know ends with 2; an unreachable engine offers nothing', async () => {
  expect(await dockwright(['completion', 'tcsh'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('powershell'),
  });
  const words = await dockwright(['completion', 'words', '--', 'logs', ''], {
    env: { DOCKER_HOST: 'tcp://127.0.0.1:1' },
  });
  expect(words).toMatchObject({ code: 0, stdout: '', stderr: '' });
});

test('PowerShell’s script asks in the same words', async () => {
  const { stdout } = await dockwright(['completion', 'powershell']);
  expect(stdout).toContain('Register-ArgumentCompleter -Native -CommandName dockwright');
  const empty = await dockwright(['completion', 'words', '--empty', '--', 'audit', '--format']);
  expect(empty.stdout.split('\n')).toContain('sarif');
});
