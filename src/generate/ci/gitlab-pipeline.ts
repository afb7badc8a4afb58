import type { GeneratedFile } from '../files.js';
import { sign } from '../signature.js';
import type { Render } from '../templates.js';
import type { Pipeline } from './pipeline.js';

/** The same for GitLab, whose own registry gives its credentials by itself. */
export function renderGitlab({ dockwright, image, python, test, push }: Pipeline, render: Render): GeneratedFile {
  const content = render('ci/gitlab', {
    dockwright,
    image,
    python: `python:${python}-slim`,
    test,
    push,
    own: push !== null && /^registry\.gitlab\./.test(push.host),
  });
  return { path: '.gitlab-ci.yml', content: sign(content) };
}
