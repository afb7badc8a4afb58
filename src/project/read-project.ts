import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';
import { takeInventory } from './inventory.js';
import { holdsProject, noProject, projectFolders } from './no-project.js';
import { joinInside } from './places.js';
import type { Project } from './project.js';
import { readPythonProject } from './python/read-python-project.js';
import { workspaceFolders } from './python/workspace.js';
import { type Findings, openRepository, type Repository } from './repository.js';

/**
 * Reads a repository's facts without running any of it.
 * @param root the application's folder
 * @param options.app a folder below it with a project of its own, or the entry point to take (`main:app`, `worker.py`)
 * @throws Fault `path-not-found`, `not-a-folder`, `path-refused`, `no-project-found`, `not-supported`, `invalid-manifest`, `invalid-input`
 */
export async function readProject(root: string, activity: Activity, options: { app?: string } = {}): Promise<Project> {
  const folder = resolve(root);
  await checkFolder(folder, root);
  const findings: Findings = { evidence: [], questions: [], warnings: [] };
  const repository = await open(folder, activity, findings);
  const app = options.app === undefined || options.app === '' || options.app === '.' ? null : options.app;
  const inner = app === null ? null : joinInside('', app);
  if (app !== null && inner === null && /[/\\]/.test(app))
    throw new Fault('path-refused', `${app} is not inside ${root}.`, 'Name a folder below it, relative to it.');
  const isFolder = inner !== null && inner !== '' && !repository.has(inner) && repository.hasFolder(inner);
  // A member of a workspace is locked at the root; every other folder stands for itself.
  if (isFolder && !workspaceFolders(repository).includes(inner)) return readProject(resolve(folder, inner), activity);
  if (!holdsProject(repository) && projectFolders(repository).length > 0) throw noProject(repository, root);
  const project = await readPythonProject(repository, findings, activity, app);
  if (!project) throw noProject(repository, root);
  return project;
}

async function open(folder: string, activity: Activity, findings: Findings): Promise<Repository> {
  const inventory = await takeInventory(folder, activity.signal);
  findings.warnings.push(...inventory.warnings);
  return openRepository(folder, inventory, findings);
}

async function checkFolder(folder: string, shown: string): Promise<void> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    if (found.code === 'EACCES')
      throw new Fault(
        'path-refused',
        `${shown} may not be read.`,
        'Give yourself the right to read it, or name another folder.',
      );
    throw new Fault('path-not-found', `There is no folder ${shown}.`, 'Name the folder that holds the application.');
  }
  if (!found.isDirectory())
    throw new Fault('not-a-folder', `${shown} is a file, not a folder.`, 'Name the folder that holds the application.');
}
