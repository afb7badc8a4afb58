import { Fault } from '../fault.js';
import { depthOf, folderOf } from './places.js';
import type { Repository } from './repository.js';

const manifests = [
  'pyproject.toml',
  'uv.lock',
  'requirements.txt',
  'requirements.in',
  'poetry.lock',
  'pdm.lock',
  'Pipfile',
  'Pipfile.lock',
  'setup.py',
  'setup.cfg',
  'environment.yml',
  'Procfile',
  'manage.py',
  'main.py',
  'app.py',
  'langgraph.json',
  'cog.yaml',
];
const projectFile = /^(?:pyproject\.toml|requirements\.txt|Pipfile|setup\.py|environment\.ya?ml|manage\.py)$/;
const otherLanguages: Record<string, string> = {
  'package.json': 'Node.js',
  'go.mod': 'Go',
  'Cargo.toml': 'Rust',
  'pom.xml': 'Java',
  'build.gradle': 'Java',
  'build.gradle.kts': 'Kotlin',
  Gemfile: 'Ruby',
  'composer.json': 'PHP',
  'mix.exs': 'Elixir',
  'deno.json': 'Deno',
};

const rootFiles =
  /^(?:requirements[^/]*\.(?:txt|in|lock)|requirements\/[^/]+\.txt|Pipfile|setup\.(?:py|cfg)|uv\.lock|environment\.ya?ml|conda\.ya?ml|langgraph\.json|cog\.yaml|Procfile|(?:Docker|Container)file(?:\.[\w-]+)?|[^/]+\.py)$/;

/** Whether the folder itself is a project, so that those below it are its parts. A pyproject.toml that only configures tools makes none. */
export function holdsProject(repository: Repository): boolean {
  if (/^\[(?:project|tool\.poetry|tool\.uv\.workspace)[\].]/m.test(repository.read('pyproject.toml') ?? ''))
    return true;
  return repository.files.some(
    (file) => rootFiles.test(file) && !/^(?:conftest|noxfile|tasks|fabfile|test_\w+|\w+_test)\.py$/.test(file),
  );
}

/** Folders below the root with a project of their own, shallowest first. */
export function projectFolders(repository: Repository): string[] {
  const found = new Set<string>();
  for (const file of repository.files) {
    const folder = folderOf(file);
    if (folder === '' || depthOf(folder) > 2 || !projectFile.test(file.slice(folder.length + 1))) continue;
    if (/(?:^|\/)(?:tests?|docs?|examples?|\.[^/]+)(?:\/|$)/i.test(folder)) continue;
    found.add(folder);
  }
  // A project inside another one is a part of it.
  return [...found]
    .filter((folder) => ![...found].some((other) => folder.startsWith(`${other}/`)))
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
}

const fromTemplate = 'or start from a template: dockwright template python';

/** The fault for a folder in which nothing can be started: what was looked for, and what to name instead. */
export function noProject(repository: Repository, shown: string): Fault {
  const folders = projectFolders(repository);
  const other = Object.entries(otherLanguages).find(([file]) => repository.has(file));
  const message = `no project found in ${shown}`;
  if (folders.length === 1)
    return new Fault(
      'no-project-found',
      message,
      `There is one in the folder ${folders[0]}: name that folder (${shown}/${folders[0]}, or --app ${folders[0]}).`,
    );
  if (folders.length > 1)
    return new Fault(
      'no-project-found',
      message,
      `There are projects in ${folders.slice(0, 8).join(', ')}: name one of these folders (${shown}/${folders[0]}, or --app ${folders[0]}).`,
    );
  if (repository.files.length === 0 && repository.unread.length === 0)
    return new Fault(
      'no-project-found',
      `${message}: the folder is empty`,
      `Name the folder that holds the application, ${fromTemplate}`,
    );
  if (other)
    return new Fault(
      'no-project-found',
      `no Python project found in ${shown}`,
      `It has a ${other[0]} (${other[1]}), and only Python is read yet; name the folder of a Python application, or write the Dockerfile and a container.spec.yaml with language: other, which dockwright verify proves.`,
    );
  const unread = repository.unread.slice(0, 3).map(({ sentence }) => sentence);
  return new Fault(
    'no-project-found',
    unread.length ? `${message}. ${unread.join(' ')}` : message,
    `Looked for ${manifests.join(', ')} and Python files that start something; name the application's folder, ${fromTemplate}`,
  );
}
