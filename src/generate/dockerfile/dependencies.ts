import type { Dependency, Project } from '../../project/project.js';
import type { Step } from '../templates.js';
import { isPlainPath } from '../text/dockerfile.js';
import type { Block } from './block.js';
import { exportSteps } from './exported-requirements.js';
import type { Subject } from './subject.js';
import { takesCpuWheels } from './torch.js';

/** Blocks that install the dependencies, before the code is there wherever that can be. */
export interface DependencyPlan {
  blocks: Block[];
  /** The whole context has to be copied before the dependencies, since they are or need the repository itself. */
  needsSources: boolean;
  /** A stage of its own that writes the requirements, for setup.py. */
  requirementsStage: boolean;
}

const makeEnvironment: Step = { words: ['uv', 'venv', '/opt/venv'] };

/** How each manager's dependencies get into /opt/venv, as its lock file has them where there is one. */
export function planDependencies(subject: Subject): DependencyPlan {
  const { project } = subject;
  const { manager, localPackages } = project.dependencies;
  if (manager === 'setup.py') return setupScript(subject);
  const steps = installSteps(subject);
  const files = manifestFiles(project);
  const unmountable = files.some((file) => !isPlainPath(file)) || localPackages.some((path) => !isPlainPath(path));
  // a requirements file that names the repository itself brings its dependencies too
  const installsItself = manager === 'pip' && (project.dependencies.installsProject || localPackages.includes('.'));
  const needsSources = unmountable || installsItself;
  const local = manager === 'uv' || needsSources ? [] : localPackages;
  return {
    needsSources,
    requirementsStage: false,
    blocks: [
      ...local.map((path) => copyLocal(path, files[0] ?? manager)),
      ...(steps.length
        ? [
            {
              template: 'dependencies',
              ...reasonFor(subject, files, needsSources),
              data: { binds: needsSources ? [] : files.map((path) => ({ path })), secrets: secrets(project), steps },
            },
          ]
        : []),
    ],
  };
}

/** Secrets that a build with private indexes is given: one netrc serves uv, pip and every index. */
export function secrets({ dependencies }: Project): { id: string }[] {
  return dependencies.privateIndexes.length ? [{ id: 'netrc' }] : [];
}

/** `uv pip install` with what its packages ask for. */
export function uvPipInstall(subject: Subject, ...rest: string[]): Step {
  const torch = takesCpuWheels(subject.project, subject.spec) ? ['--torch-backend', 'cpu'] : [];
  return { words: ['uv', 'pip', 'install', ...torch, ...rest] };
}

/**
 * `uv sync` from the lock, for the member of a workspace that the service is. With local packages the lock can only be
 * checked where all their pyproject.toml are, which is after the code; it is taken as it is.
 */
export function uvSync(subject: Subject, ...rest: string[]): Step {
  const { member } = subject.project.dependencies;
  return {
    words: [
      'uv',
      'sync',
      localOnly(subject) ? '--frozen' : '--locked',
      '--no-dev',
      ...(member ? ['--package', member.name] : []),
      ...rest,
    ],
  };
}

function localOnly({ project: { dependencies } }: Subject): boolean {
  return dependencies.localPackages.length > 0 || dependencies.member !== undefined;
}

function installSteps(subject: Subject): Step[] {
  const { dependencies } = subject.project;
  const { manager, manifests, lock } = dependencies;
  switch (manager) {
    case 'uv':
      return [uvSync(subject, ...(localOnly(subject) ? ['--no-install-local'] : ['--no-install-project']))];
    case 'poetry':
    case 'pdm':
    case 'pipenv':
      return lock
        ? [
            ...exportSteps(manager, subject.spec.runtime.version),
            makeEnvironment,
            uvPipInstall(subject, '--requirements', '/tmp/requirements.txt'),
          ]
        : [makeEnvironment, ...unlocked(subject)];
    case 'pip':
    case 'pyproject':
      return [makeEnvironment, uvPipInstall(subject, '--requirements', manifests[0] ?? defaultManifest(manager))];
    default:
      return subject.hasEnvironment ? [makeEnvironment, ...direct(subject)] : [];
  }
}

/** Without a lock there is nothing to export: what pyproject.toml or the Pipfile declares is installed. */
function unlocked(subject: Subject): Step[] {
  const { manifests, manager } = subject.project.dependencies;
  return manager === 'pdm' && manifests[0] ? [uvPipInstall(subject, '--requirements', manifests[0])] : direct(subject);
}

function direct(subject: Subject): Step[] {
  const declared = subject.project.dependencies.direct.map(requirement).filter((text) => text !== null);
  return declared.length ? [uvPipInstall(subject, ...declared)] : [];
}

/** A dependency as a requirement; null for what uv would take for an option or a path. */
function requirement({ name, extras, specifier }: Dependency): string | null {
  const text = `${name}${extras.length ? `[${extras.join(',')}]` : ''}${specifier.replace(/\s/g, '')}`;
  return /^[A-Za-z0-9][\w.-]*(?:\[[\w.,-]*\])?(?:[<>=!~][\w.<>=!~,*+-]*)?$/.test(text) ? text : null;
}

function manifestFiles({ dependencies, topLevel }: Project): string[] {
  const { manager, manifests, lock } = dependencies;
  if (manager === 'none') return [];
  const files = [...(lock ? [lock] : []), ...(manifests.length ? manifests : [defaultManifest(manager)])];
  return [...new Set([...files, ...(topLevel.includes('uv.toml') ? ['uv.toml'] : [])])];
}

function defaultManifest(manager: string): string {
  if (manager === 'pip') return 'requirements.txt';
  return manager === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
}

function reasonFor(subject: Subject, files: string[], needsSources: boolean): Pick<Block, 'principle' | 'reason'> {
  const { lock, hashes, manager } = subject.project.dependencies;
  const torch = takesCpuWheels(subject.project, subject.spec);
  const cpu = torch ? '; torch in its CPU build, since nothing here uses a GPU' : '';
  const principle = torch ? 'cpu-wheels' : lock || hashes ? 'frozen-dependencies' : 'layer-order';
  if (manager === 'none') return { principle, reason: `There is no manifest: this is what the code imports${cpu}` };
  if (needsSources)
    return { principle, reason: `The dependencies of ${files[0]}, which need the repository itself${cpu}` };
  const again = `installed again only when ${files.slice(0, 6).join(' or ')} changes${cpu}`;
  if (lock) return { principle, reason: `Exactly what ${lock} names, without development tools; ${again}` };
  if (hashes) return { principle, reason: `Every package checked against its hash in ${files[0]}; ${again}` };
  return { principle, reason: `The dependencies, before the code: ${again}` };
}

function copyLocal(path: string, manifest: string): Block {
  return {
    template: 'copy-path',
    principle: 'layer-order',
    reason: `A package of this repository that ${manifest} names`,
    data: { path },
  };
}

/**
 * setup.py says what it needs only by running, beside the sources. A stage of its own runs it and writes the list; the
 * installing layer depends on that list alone, so a change in the code installs nothing again.
 */
function setupScript(subject: Subject): DependencyPlan {
  return {
    needsSources: false,
    requirementsStage: true,
    blocks: [
      {
        template: 'requirements-of-stage',
        principle: 'layer-order',
        reason: 'The dependencies, before the code: installed again only when the list changes',
        data: {
          secrets: secrets(subject.project),
          steps: [makeEnvironment, uvPipInstall(subject, '--requirements', '/tmp/requirements.txt')],
        },
      },
    ],
  };
}

/** The stage that asks setup.py for its requirements. */
export function requirementsStageBlocks(): Block[] {
  return [
    {
      template: 'requirements-stage',
      principle: 'layer-order',
      reason: 'setup.py tells its dependencies only by running beside the sources; this stage writes them to a list',
      data: {
        steps: [
          {
            words: 'uv pip compile --no-deps --no-header --no-annotate --output-file /requirements.txt setup.py'.split(
              ' ',
            ),
          },
        ],
      },
    },
  ];
}
