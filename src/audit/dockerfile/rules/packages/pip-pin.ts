import { defineRule } from '../../rule.js';
import { hasOption, operandsAfter, verbOf } from './package-call.js';
import { pipCalls } from './pip-calls.js';
import { reportUnpinned } from './unpinned.js';

const install = new Set(['install']);
/** pip's names for files that hold versions, and uv's. */
const files = ['r', 'requirement', 'requirements', 'c', 'constraint', 'constraints', 'group'];
const versionControl = /^(?:git|hg|svn|bzr)(?:\+|$|:)/;

export const pipPin = defineRule({
  id: 'pip-pin',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3013'], kics: ['Unpinned Package Version in Pip Install'] },
  principle: 'pinned-packages',
  title: 'Name versions of pip packages',
  why: 'Without a version the build takes whatever was published last, a release that breaks the application or a stolen one included. A range counts, as do requirement and constraint files, local files and folders, addresses, and a repository at a tag or commit. A single `=`, which pip refuses, is left to pip.',
  bad: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir fastapi uvicorn==0.35.0\n',
  good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir fastapi==0.116.1 uvicorn==0.35.0\n',
  check(dockerfile, report) {
    for (const call of pipCalls(dockerfile)) {
      const verb = verbOf(call, install);
      if (!verb || hasOption(call, ...files)) continue;
      const packages = operandsAfter(call, verb);
      if (packages.some(({ value }) => value === '.')) continue;
      reportUnpinned(
        report,
        call.run,
        packages,
        isPinned,
        'write NAME==VERSION, or install from a file of requirements',
      );
    }
  },
});

function isPinned(name: string): boolean {
  if (/[=<>]/.test(name.split('#', 1)[0] as string)) return true;
  if (versionControl.test(name)) return name.includes('@', name.indexOf('://') + 3) && hasRevision(name);
  return name.includes('/') || name.startsWith('.') || name.endsWith('.whl') || name.endsWith('.tar.gz');
}

/** `...repository@REVISION`; the `@` of `user@host` is none. */
function hasRevision(address: string): boolean {
  const path = address.slice(address.indexOf('/', address.indexOf('://') + 3));
  return path.includes('@');
}
