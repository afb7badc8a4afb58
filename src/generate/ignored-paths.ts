import type { Project } from '../project/project.js';
import { pattern } from './dockerignore-pattern.js';

export interface IgnoredGroup {
  principle: string;
  reason: string;
  patterns: string[];
}

/** What may hold credentials, wherever it lies. */
const secrets = [
  '**/.env',
  '**/.env.*',
  '**/*.env',
  '**/.envrc',
  '**/*.pem',
  '**/*.key',
  '**/*.p12',
  '**/*.pfx',
  '**/id_rsa*',
  '**/id_ed25519*',
  '**/.netrc',
  '**/.pypirc',
  '**/.npmrc',
  '**/.aws',
  '**/.ssh',
  '**/.kube',
  '**/.streamlit/secrets.toml',
  '**/credentials.json',
  '**/service-account*.json',
];

/** Version control, editors, environments, caches and build output: they come and go, so they are named whether they are here or not. */
const volatile = [
  '.git',
  '.hg',
  '.svn',
  '**/.DS_Store',
  '.idea',
  '.vscode',
  '**/.venv',
  '**/venv',
  '**/__pycache__',
  '**/*.py[cod]',
  '**/.*_cache',
  '**/.cache',
  '**/.tox',
  '**/.nox',
  '**/.ipynb_checkpoints',
  '**/*.egg-info',
  '**/.coverage*',
  '**/htmlcov',
  '**/node_modules',
  '**/*.log',
  'build',
  'dist',
];

/** What this tool writes, and other descriptions of how to build and run. */
const descriptions = [
  'Dockerfile*',
  '.dockerignore',
  'compose*.y*ml',
  'docker-compose*.y*ml',
  'container.spec.yaml',
  'CONTAINER.md',
  '.github',
  '.gitlab-ci.yml',
  'kubernetes',
];

/** Folders and files at the top that serve development only; ignored where they exist and nothing says that the service needs them. */
const developmentOnly = [
  /^(?:tests?|testing|docs?|examples?|samples|bench(?:marks?)?|notebooks)\/$/i,
  /^(?:\.github|\.gitlab|\.circleci|\.devcontainer|\.husky|\.changeset|\.azure|\.ci)\/$/,
  /^(?:terraform|helm|charts|k8s|kubernetes|ansible)\/$/,
  /^\.git(?:ignore|attributes|modules|lab-ci\.yml)$/,
  /^\.(?:editorconfig|flake8|pylintrc|pre-commit-config\.ya?ml|coveragerc|travis\.yml|readthedocs\.ya?ml|tool-versions|mailmap)$/,
  /^(?:tox\.ini|noxfile\.py|pytest\.ini|mypy\.ini|ruff\.toml|conftest\.py|Makefile|justfile|Taskfile\.ya?ml|Jenkinsfile|Vagrantfile|mkdocs\.ya?ml)$/,
  /^(?:Procfile|fly\.toml|render\.ya?ml|railway\.(?:json|toml)|vercel\.json|azure-pipelines\.yml|cloudbuild\.yaml|renovate\.json)$/,
  /\.ipynb$/,
];

/** Prose; a build backend may read it, so it stays for packages. */
const prose = [
  /^(?:readme|contributing|code_of_conduct|security|changelog|changes|history|authors|license|licence|copying|notice|agents|claude)(?:\.(?:md|rst|txt|adoc))?$/i,
];

/** The groups of patterns for a repository, secrets first. */
export function ignoredGroups(project: Project): IgnoredGroup[] {
  const needed = new Set([...project.runtimePaths, ...project.dependencies.backendFiles].map(topOf));
  const isPackage = project.dependencies.installsProject || project.dependencies.manager === 'setup.py';
  const rules = isPackage ? developmentOnly : [...developmentOnly, ...prose];
  const development = project.topLevel.filter(
    (name) => rules.some((rule) => rule.test(name)) && !descriptions.includes(topOf(name)) && !needed.has(topOf(name)),
  );
  return [
    { principle: 'no-secrets', reason: 'Secrets come at run time, never with the image', patterns: secrets },
    {
      principle: 'small-context',
      reason: 'Version control, editors, environments, caches and build output',
      patterns: volatile,
    },
    { principle: 'dev-prod-separation', reason: 'How it is built and run is no part of it', patterns: descriptions },
    ...(development.length
      ? [
          {
            principle: 'small-context',
            reason: 'For development only',
            patterns: development.map((name) => pattern(topOf(name))).sort(),
          },
        ]
      : []),
  ];
}

function topOf(path: string): string {
  return path.replace(/^\.\//, '').split('/')[0] ?? path;
}
