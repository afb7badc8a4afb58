import type { Spec } from '../spec/schema.js';
import type { GeneratedFile } from './files.js';
import { imageReference } from './image-reference.js';
import { sign } from './signature.js';
import type { Render } from './templates.js';

/** A GitHub workflow: builds, proves the Spec's criteria on the image, and pushes that same image for a version's tag. */
export function renderWorkflow(spec: Spec, render: Render): GeneratedFile {
  const repository = spec.registry?.repository ?? null;
  const registry =
    repository && /^[^/]*[.:][^/]*\//.test(repository) ? (repository.split('/')[0] as string) : 'docker.io';
  const content = render('ci/workflow', {
    image: imageReference(spec),
    push: repository !== null,
    repository: repository ?? '',
    registry,
    github: registry === 'ghcr.io',
  });
  return { path: '.github/workflows/container.yml', content: sign(content) };
}
