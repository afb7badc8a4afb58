import type { ShellWord } from '../../model/shell.js';
import { defineRule } from '../../rule.js';
import { callsOf, packageManager } from './package-call.js';
import { reportUnpinned } from './unpinned.js';

const go = packageManager(['go'], '');
const valued = new Set(
  'C o p exec mod modfile overlay tags toolexec ldflags gcflags asmflags gccgoflags buildmode compiler installsuffix pkgdir pgo'.split(
    ' ',
  ),
);

export const goInstallPin = defineRule({
  id: 'go-install-pin',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3062'] },
  principle: 'pinned-packages',
  title: 'Name versions of Go programs',
  why: 'Without a version, or with `@latest`, the build takes whatever was tagged last; a branch moves as well. Paths in the build context and Go files have no version.',
  bad: 'FROM golang:1.25\nRUN go install golang.org/x/tools/cmd/stringer@latest\n',
  good: 'FROM golang:1.25\nRUN go install golang.org/x/tools/cmd/stringer@v0.36.0\n',
  check(dockerfile, report) {
    for (const { command, run } of callsOf(dockerfile, go)) {
      const [verb, ...packages] = operandsOf(command.words);
      if (verb?.value === 'run') reportUnpinned(report, run, packages.slice(0, 1), isPinned, 'write PACKAGE@VERSION');
      else if (verb?.value === 'install' || verb?.value === 'get')
        reportUnpinned(report, run, packages, isPinned, 'write PACKAGE@VERSION');
    }
  },
});

/** Go's options are words with one dash. */
function operandsOf(words: readonly ShellWord[]): ShellWord[] {
  return words.filter(({ value }, at) => {
    if (value.startsWith('-')) return false;
    const before = words[at - 1]?.value ?? '';
    return !(before.startsWith('-') && !before.includes('=') && valued.has(before.replace(/^-+/, '')));
  });
}

function isPinned(name: string): boolean {
  if (name.startsWith('/') || name.startsWith('.') || name.endsWith('.go') || name === 'tool') return true;
  const at = name.lastIndexOf('@');
  return at >= 0 && !/^(?:latest|none|upgrade|patch|main|master|HEAD)$/.test(name.slice(at + 1));
}
