import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { ShellCommand, ShellWord } from '../../model/shell.js';
import { commandsOf } from '../../run-commands.js';
import { type PackageCall, readCall } from './package-call.js';

const valued = new Set(
  (
    'abi b build c constraint cache-dir cert client-cert e editable exists-action extra-index-url f find-links ' +
    'global-option i index-url implementation install-option keyring-provider log no-binary only-binary platform ' +
    'prefix progress-bar proxy python python-version r requirement report retries root root-user-action src t target ' +
    'timeout trusted-host upgrade-strategy use-feature C config-settings requirements constraints overrides ' +
    'default-index index link-mode resolution prerelease extra group'
  ).split(' '),
);

/** A call of pip or of one that is called like it. pipx and uv keep caches of their own. */
export interface PipCall extends PackageCall {
  program: 'pip' | 'pipx' | 'uv';
}

/** `pip`, `pip3`, `pip3.12`, `python -m pip`, `pipx`, `uv pip`: whatever installs as pip does. pipenv has a lock file and is none. */
export function pipCalls(dockerfile: Dockerfile): PipCall[] {
  return commandsOf(dockerfile).flatMap((found): PipCall[] => {
    const call = pipWords(found.command);
    return call ? [{ ...readCall(found, call.words, valued), program: call.program }] : [];
  });
}

function pipWords({ name, words }: ShellCommand): { program: PipCall['program']; words: readonly ShellWord[] } | null {
  if (/^pipx?[\d.]*$/.test(name)) return { program: name.startsWith('pipx') ? 'pipx' : 'pip', words };
  if (name === 'uv' && words[0]?.value === 'pip') return { program: 'uv', words: words.slice(1) };
  if (!name.startsWith('python')) return null;
  const module = words.findIndex(({ value }) => value === '-m');
  const program = words[module + 1]?.value;
  if (module < 0 || (program !== 'pip' && program !== 'pipx')) return null;
  return { program, words: words.slice(module + 2) };
}
