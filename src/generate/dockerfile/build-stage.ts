import { uvVersion } from '../tool-versions.js';
import type { Block } from './block.js';
import { type DependencyPlan, planDependencies, requirementsStageBlocks, secrets } from './dependencies.js';
import { ownPackages } from './own-packages.js';
import type { Subject } from './subject.js';
import { systemPackagesBlock } from './system-packages.js';

/** Blocks up to the point where dependencies, code and bytecode are in place; the basic variant has them in its only stage. */
export function buildBlocks(subject: Subject): Block[] {
  const plan = planDependencies(subject);
  return [
    ...(plan.requirementsStage ? splitStages(subject) : firstStage(subject)),
    ...environmentBlock(subject),
    ...installBlocks(subject, plan),
    ...bytecodeBlock(subject),
  ];
}

function firstStage(subject: Subject): Block[] {
  const { image, variant, hasEnvironment } = subject;
  const isBuild = variant !== 'basic';
  return [
    {
      template: 'from',
      principle: isBuild ? 'multi-stage' : 'dev-prod-separation',
      reason: isBuild
        ? `${hasEnvironment ? 'uv, caches and compilers' : 'The compiler of the bytecode'} ${hasEnvironment ? 'stay' : 'stays'} in this stage`
        : 'One stage for development; the slim variant is the one to ship',
      data: { image, name: isBuild ? 'build' : 'dev' },
    },
    ...compilers(subject),
    ...uvBlock(subject),
  ];
}

/** setup.py needs a stage that runs it; both stages share one with uv in it. */
function splitStages(subject: Subject): Block[] {
  return [
    {
      template: 'from',
      principle: 'multi-stage',
      reason: 'uv, caches and compilers stay in this stage and the two that build on it',
      data: { image: subject.image, name: 'base' },
    },
    ...compilers(subject),
    ...uvBlock(subject),
    ...requirementsStageBlocks(),
    {
      template: 'from',
      principle: 'multi-stage',
      reason: 'Only /opt/venv and /app leave this stage',
      data: { image: 'base', name: subject.variant === 'basic' ? 'dev' : 'build' },
    },
  ];
}

function compilers({ project, packages, alpine, variant }: Subject): Block[] {
  const names = variant === 'basic' ? [...new Set([...packages.build, ...packages.runtime])].sort() : packages.build;
  return systemPackagesBlock(project, names, 'build', alpine);
}

function uvBlock({ hasEnvironment }: Subject): Block[] {
  if (!hasEnvironment) return [];
  return [
    {
      template: 'uv',
      principle: 'cache-mounts',
      reason: 'uv, pinned, from the package index that serves the dependencies too; the cache stays out of the image',
      data: { version: uvVersion },
    },
  ];
}

function environmentBlock({ project, hasEnvironment }: Subject): Block[] {
  if (!hasEnvironment) return [{ template: 'workdir', principle: 'layer-order', reason: 'The code lives in /app' }];
  const variables = [
    ['UV_COMPILE_BYTECODE', '1'],
    ['PYC_INVALIDATION_MODE', 'UNCHECKED_HASH'],
    ['UV_LINK_MODE', 'copy'],
    ['UV_PYTHON', 'python3'],
    ['UV_PYTHON_DOWNLOADS', 'never'],
    ['VIRTUAL_ENV', '/opt/venv'],
    ...(project.dependencies.manager === 'uv' ? [['UV_PROJECT_ENVIRONMENT', '/opt/venv']] : []),
    ...(bestMatch(project.dependencies) ? [['UV_INDEX_STRATEGY', 'unsafe-best-match']] : []),
  ];
  return [
    {
      template: 'build-environment',
      principle: 'compiled-bytecode',
      reason: "Bytecode is made once, here, by the base image's own Python; the service never checks or writes it",
      data: { variables: variables.map(([name, value]) => ({ name, value })) },
    },
  ];
}

/** pip takes the best version of all indexes, uv that of the first one that has the package. */
function bestMatch({ manager, privateIndexes }: Subject['project']['dependencies']): boolean {
  return manager === 'pip' && privateIndexes.length > 0;
}

function installBlocks(subject: Subject, plan: DependencyPlan): Block[] {
  const code: Block = {
    template: 'copy-context',
    principle: 'small-context',
    reason: plan.needsSources
      ? 'The whole context as .dockerignore leaves it'
      : 'The code after its dependencies, so that a change in it installs nothing; .dockerignore keeps the rest out',
  };
  const own = [...ownPackages(subject)];
  return plan.needsSources
    ? [code, ...plan.blocks, ...serversBlock(subject), ...own]
    : [...plan.blocks, ...serversBlock(subject), code, ...own];
}

function serversBlock(subject: Subject): Block[] {
  const { servers, project } = subject;
  if (!servers.length) return [];
  const { manager, direct, manifests } = project.dependencies;
  const fresh = manager === 'none' && !direct.length ? [{ words: ['uv', 'venv', '/opt/venv'] }] : [];
  return [
    {
      template: 'dependencies',
      principle: 'frozen-dependencies',
      reason: `The start command needs ${servers.join(' and ')}, which ${manifests[0] ?? 'no manifest'} ${manifests[0] ? 'does not declare' : 'declares'}`,
      data: {
        binds: [],
        secrets: secrets(project),
        steps: [...fresh, { words: ['uv', 'pip', 'install', ...servers] }],
      },
    },
  ];
}

function bytecodeBlock({ variant, hasEnvironment }: Subject): Block[] {
  if (variant === 'basic') return [];
  const lock = hasEnvironment ? ", as uv's lock file is not" : '';
  return [
    {
      template: 'bytecode',
      principle: 'immutable-code',
      reason: `Readable by the service whatever the modes here, writable by root alone${lock}; what does not compile is left as it is`,
      data: { hasEnvironment },
    },
  ];
}
