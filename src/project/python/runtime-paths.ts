import type { Repository } from '../repository.js';
import type { Modules } from './modules.js';

const neverFolder =
  /^(?:tests?|testing|docs?|documentation|examples?|notebooks?|benchmarks?|bench|node_modules|k8s|kubernetes|helm|charts?|terraform|infra|infrastructure|deploy|deployments?|ci|scripts?|dev|hack|vagrant|postman|postman_collections?|venv|env|dist|build|htmlcov|site|e2e|cypress|\.[^/]*|[^/]*\.egg-info)$/i;
const neverFile =
  /^(?:\..*|tests?[._-].*|app\.ya?ml|flake\.(?:nix|lock)|pyrefly\.toml|renovate\..*|.*\.(?:md|rst|ipynb|log|lock|orig|bak|pem|key|p12|pfx|crt|sqlite3?|db|pyc|whl|zip|tar|tgz|gz|drawio|mp4|mov|gif)|readme.*|licen[cs]e.*|changelog.*|contributing.*|authors.*|notice|copying|codeowners|(?:docker|container)file.*|.*\.dockerfile|[^/]*compose[^/]*\.ya?ml[^/]*|vagrantfile|[^/]*\.config\.[cm]?[jt]s|app\.json|project\.toml|netlify\.toml|vercel\.json|crowdin\.yml|cliff\.toml|pyrightconfig\.json|go\.(?:mod|sum)|cargo\.(?:toml|lock)|gemfile.*|makefile|justfile|taskfile.*|procfile.*|jenkinsfile|requirements[^/]*|constraints[^/]*|pyproject\.toml|setup\.(?:py|cfg)|pipfile|poetry\.toml|tox\.ini|pytest\.ini|mypy\.ini|ruff\.toml|noxfile\.py|conftest\.py|fabfile\.py|manifest\.in|runtime\.txt|environment\.ya?ml|package(?:-lock)?\.json|tsconfig.*\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|vite\.config\..*|render\.ya?ml|fly\.toml|railway\.(?:json|toml)|nixpacks\.toml|heroku\.yml|apprunner\.yaml|azure\.yaml|cloudbuild\.ya?ml|skaffold\.yaml|renovate\.json|sonar-project\.properties|codecov\.ya?ml|mkdocs\.ya?ml|container\.(?:spec\.yaml|md)|uv\.toml|cog\.yaml|mise\.toml|locustfile\.py|test_.*\.py|.*_test\.py)$/i;

/**
 * Top-level entries that the service may need when it runs: all but what is known to serve other ends. An entry of that kind counts
 * all the same where the code names it, and a frontend's sources (a package.json without Python) only where the code names them.
 */
export function runtimePathsOf(
  repository: Repository,
  modules: Modules,
  files: readonly string[],
  always: readonly string[],
): string[] {
  const doubtful = repository.topLevel
    .map((entry) => entry.replace(/\/$/, ''))
    .filter((name) => neverFile.test(name) || neverFolder.test(name) || isFrontend(repository, name));
  const named = namedInCode(modules, files, doubtful);
  const run = new Set(files.map((path) => path.split('/', 1)[0]));
  return repository.topLevel
    .filter((entry) => {
      const isFolder = entry.endsWith('/');
      const name = isFolder ? entry.slice(0, -1) : entry;
      if (always.includes(name) || run.has(name)) return true;
      if (/^\.env/.test(name) || name === '.git') return false;
      if (!isFolder) return !neverFile.test(name) || (named.has(name) && !/\.(?:pem|key|p12|pfx)$/i.test(name));
      if (!repository.hasFolder(name)) return false;
      if (/^\.(?:streamlit|chainlit|langgraph)$/.test(name)) return true;
      if (neverFolder.test(name)) return named.has(name) && !/^(?:venv|env|node_modules|tests?)$/i.test(name);
      return named.has(name) || !isFrontend(repository, name);
    })
    .map((entry) => entry.replace(/\/$/, ''))
    .sort();
}

/** Those of the names that texts in the code have as a part of a path: `"README.md"`, `'frontend/dist'`. */
function namedInCode(modules: Modules, files: readonly string[], names: readonly string[]): Set<string> {
  const found = new Set<string>();
  if (names.length === 0) return found;
  const pattern = new RegExp(
    `["'/](${names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?=["'/])`,
    'g',
  );
  for (const path of files)
    for (const match of (modules.text(path) ?? '').matchAll(pattern)) found.add(match[1] as string);
  return found;
}

function isFrontend(repository: Repository, folder: string): boolean {
  return (
    repository.has(`${folder}/package.json`) &&
    !repository.files.some(
      (file) => file.startsWith(`${folder}/`) && file.endsWith('.py') && !file.includes('/node_modules/'),
    )
  );
}
