import type { Project } from '../../project/project.js';
import { composedServices } from '../compose/connection.js';
import type { Subject } from '../dockerfile/subject.js';
import type { GeneratedFile } from '../files.js';
import { sign } from '../signature.js';
import type { Render } from '../templates.js';
import { baseName } from './base-name.js';

/** .github/dependabot.yml for the base image, the services' images, the actions and the dependencies. */
export function renderDependabot({ project, spec, image }: Subject, render: Render): GeneratedFile {
  const content = render('updates/dependabot', {
    base: baseName(image),
    services: composedServices(project, spec).known.length > 0,
    dependencies: ecosystems[project.dependencies.manager] ?? null,
  });
  return { path: '.github/dependabot.yml', content: sign(content) };
}

/** What Dependabot calls who installs the dependencies; it does not know PDM. */
const ecosystems: Partial<Record<Project['dependencies']['manager'], string>> = {
  uv: 'uv',
  pip: 'pip',
  poetry: 'pip',
  pipenv: 'pip',
  pyproject: 'pip',
  'setup.py': 'pip',
};
