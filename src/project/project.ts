/** Where a fact was read: a file relative to the project's root (forward slashes) and a line from 1. */
export interface Place {
  file: string;
  line?: number;
}

/** A fact with the place that it was read from. `fact` is a short name such as `framework` or `port`. */
export interface Evidence extends Place {
  fact: string;
  value: string;
}

/** Something that only a person can answer; `default` is what is used until they do. */
export interface Question {
  id: string;
  question: string;
  why: string;
  default: string;
  options?: string[];
}

/** Who installs the dependencies. `pyproject` is a plain [project] table without a lock, `none` no manifest at all. */
export type PackageManager = 'uv' | 'pip' | 'poetry' | 'pdm' | 'pipenv' | 'pyproject' | 'setup.py' | 'none';

export interface Dependency {
  /** PEP 503 normalized name. */
  name: string;
  /** PEP 440 specifier as written, `''` where there is none. */
  specifier: string;
  extras: string[];
}

export interface Dependencies {
  manager: PackageManager;
  /** Files that an install reads, relative to root, the main one first: requirements files with what they include by -r and -c, or pyproject.toml. */
  manifests: string[];
  /** Lock file relative to root. */
  lock: string | null;
  /** Version of the manager that wrote the lock where the lock says so (poetry). */
  managerVersion: string | null;
  /** Every requirement carries a hash. */
  hashes: boolean;
  /** Declared directly, production only. */
  direct: Dependency[];
  /** Names in the lock file or pinned requirements (normalized), without development groups where the lock tells; equal to direct without a lock. */
  locked: Dependency[];
  /** The repository itself is a package that must be installed (a build backend and something that needs it: src layout, console script). */
  installsProject: boolean;
  /** The build backend asks version control for the version, which a build does not see: it is given `Project.version`. */
  versionFromGit?: boolean;
  /** Files that the build backend reads beside the sources (README.md, LICENSE, version files), relative to root. */
  backendFiles: string[];
  /** The member of a uv workspace that the service is, whose dependencies alone are installed (`uv sync --package`). */
  member?: { name: string; folder: string };
  /** uv workspace members or path dependencies, relative folders. */
  localPackages: string[];
  /** Git is needed to install (VCS requirements). */
  needsGit: boolean;
  /** Private package indexes: the name and the environment variables that hold their credentials; never the credentials. */
  privateIndexes: { name: string; url: string }[];
  /** A server that the start command needs and the manifests do not declare (uvicorn, gunicorn): the generator adds it and says so. */
  added: string[];
}

/** asgi and wsgi name `module:attribute`; the others name a file or a console script. */
export type EntryStyle =
  | 'asgi'
  | 'wsgi'
  | 'script'
  | 'module'
  | 'console-script'
  | 'streamlit'
  | 'gradio'
  | 'chainlit'
  | 'procfile'
  | 'framework';

export interface EntryPoint extends Place {
  /** `main:app`, `app.py`, `pkg.cli`, a console script's name. */
  target: string;
  style: EntryStyle;
  /** The attribute is a function that returns the application. */
  factory: boolean;
}

export interface Route extends Place {
  method: string;
  path: string;
}

export interface EnvironmentVariable {
  name: string;
  /** As the code has it; absent where there is none or where the name looks secret. */
  default?: string;
  required: boolean;
  secret: boolean;
  file: string;
  line?: number;
}

export interface Service {
  /** postgres, mysql, redis, mongo, qdrant, rabbitmq, ... */
  name: string;
  required: boolean;
  /** The environment variable that carries its URL, where one was seen. */
  env?: string;
  /** URL scheme that the code expects, `postgresql+asyncpg` for example. */
  scheme?: string;
}

/** How the repository's tests are run on a machine with Python. Its words are plain: letters, digits and `._/=-[]`. */
export interface TestCommand extends Place {
  /** What must be there before, beside pip. */
  tool: 'uv' | 'poetry' | 'pdm' | 'pipenv' | null;
  install: string[];
  run: string[];
}

/** Facts read from a repository without running any of it. Paths are relative to `root` with forward slashes. */
export interface Project {
  /** Absolute path of the folder that was read. */
  root: string;
  name: string;
  version: string;
  description: string | null;
  license: string | null;
  language: 'python';
  /** Chosen `major.minor`, and the constraint that it satisfies. */
  runtime: { version: string; constraint: string | null };
  dependencies: Dependencies;
  framework: string | null;
  /** `web` listens on a port; `job` runs to its end; `worker` runs on and listens nowhere. */
  kind: 'web' | 'job' | 'worker';
  entrypoint: EntryPoint | null;
  /** Argument array with `${PORT}` where the port goes; null when it is not known. */
  command: string[] | null;
  /** Variables that the command needs to listen where it should; values may hold `${PORT}`. */
  commandEnvironment?: Record<string, string>;
  /** Null for what serves none. */
  port: number | null;
  /** The code itself reads PORT from the environment, so that the command need not carry it. */
  readsPort: boolean;
  /** A GET route that answers for liveness, or null. */
  healthPath: string | null;
  routes: Route[];
  environment: EnvironmentVariable[];
  services: Service[];
  /** Debian packages that wheels do not carry, to build with and to run with, each with its reason. */
  systemPackages: { name: string; stage: 'build' | 'runtime'; reason: string }[];
  accelerator: 'none' | 'cuda';
  /** CUDA wheels are locked or pinned although nothing shows that a GPU is wanted (torch and friends). */
  cudaWheelsLocked: boolean;
  /** Folder under root that holds importable code, `src` for a src layout, else `.`. */
  sourceRoot: string;
  /** Top-level files and folders (relative) that the service needs at run time: packages, templates, static, data. */
  runtimePaths: string[];
  /** Everything at the top level, folders with a trailing slash, for .dockerignore. */
  topLevel: string[];
  /** Absolute or relative paths that the code writes to (SQLite file, upload folder), which become volumes. */
  writablePaths: string[];
  /** Release steps that are not the start command, for the notes (migrations, collectstatic). */
  releaseCommands: string[][];
  /** Absent where no test command was recognised. */
  testCommand?: TestCommand;
  evidence: Evidence[];
  questions: Question[];
  warnings: string[];
}
