import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Activity } from '../../src/activity.js';
import type { Project } from '../../src/project/project.js';
import { readProject } from '../../src/project/read-project.js';

/** Files by relative path. */
export type Files = Record<string, string | Buffer>;

export const quiet: Activity = { signal: new AbortController().signal, report() {} };

/** Writes files to a new folder, which the end of the test removes. */
export function folder(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'dockwright-project-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return write(root, files);
}

/** Writes files below a folder that the caller removes. */
export function write(root: string, files: Files): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** What is read from a folder with these files. */
export function project(files: Files, options?: { app?: string }): Promise<Project> {
  return readProject(folder(files), quiet, options);
}

/** A requirements.txt of these lines. */
export function requirements(...lines: string[]): Files {
  return { 'requirements.txt': `${lines.join('\n')}\n` };
}
