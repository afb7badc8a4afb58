import type { Step } from '../templates.js';
import type { Block } from './block.js';
import { secrets, uvSync } from './dependencies.js';
import type { Subject } from './subject.js';

/**
 * The project's own packages, linked into the environment: their files are in the image once, in /app with the data
 * beside them, and a change in the code leaves the layer of the dependencies as it is.
 */
export function ownPackages(subject: Subject): Block[] {
  const { project, variant } = subject;
  const install = installStep(subject);
  if (!install) return [];
  return [
    ...versionBlock(subject),
    {
      template: 'dependencies',
      principle: 'layer-order',
      reason: `${project.name} itself, linked to /app: its code is there once, and without uv's time stamps its change leaves ${variant === 'basic' ? 'the dependencies' : "the dependencies' layer"} alone`,
      data: {
        binds: [],
        secrets: secrets(project),
        steps: [
          install,
          // uv notes the times of the folders, which would make the layer of the dependencies differ with every copy of the code
          { words: ['find', '/opt/venv', '-name', 'uv_cache.json', '-delete'] },
          { words: [...'find /opt/venv -name RECORD -exec sed -i'.split(' '), '/uv_cache.json/d', '{}', '+'] },
        ],
      },
    },
  ];
}

function installStep(subject: Subject): Step | null {
  const { manager, installsProject, localPackages, member } = subject.project.dependencies;
  if (manager !== 'uv') return installsProject ? { words: 'uv pip install --no-deps --editable .'.split(' ') } : null;
  if (!installsProject && !member && !localPackages.length) return null;
  return uvSync(
    subject,
    // the root of a workspace is no package of the service's; a member is installed where it is a package
    ...(installsProject || member ? [] : ['--no-install-project']),
    // what was added to the lock's packages stays
    ...(subject.servers.length ? ['--inexact'] : []),
  );
}

function versionBlock({ project, spec }: Subject): Block[] {
  if (!project.dependencies.versionFromGit) return [];
  return [
    {
      template: 'build-variables',
      principle: 'reproducible',
      reason: 'The version, which the build backend would ask Git for',
      data: {
        variables: [
          'SETUPTOOLS_SCM_PRETEND_VERSION',
          'PDM_BUILD_SCM_VERSION',
          'POETRY_DYNAMIC_VERSIONING_BYPASS',
          'UV_DYNAMIC_VERSIONING_BYPASS',
        ].map((name) => ({ name, value: spec.app.version })),
      },
    },
  ];
}
