import type { GeneratedFile } from '../files.js';
import { sign } from '../signature.js';
import type { Render } from '../templates.js';
import { pinnedActions } from './actions.js';
import type { Pipeline } from './pipeline.js';

/** A GitHub workflow: lint, test, build with a cache, prove the Spec, scan, and push what was proven for a version's tag. */
export function renderWorkflow({ dockwright, image, python, test, push }: Pipeline, render: Render): GeneratedFile {
  const content = render('ci/workflow', {
    dockwright,
    image,
    python,
    test,
    push,
    github: push?.host === 'ghcr.io',
    actions: pinnedActions(),
  });
  return { path: '.github/workflows/container.yml', content: sign(content) };
}
