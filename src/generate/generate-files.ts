import { Fault } from '../fault.js';
import type { Project, Question } from '../project/project.js';
import type { Spec } from '../spec/schema.js';
import { type Artifact, defaultArtifacts } from './artifacts.js';
import { renderCompose } from './compose/compose.js';
import { renderComposeDev } from './compose/compose-dev.js';
import type { Variant } from './dockerfile/base-image.js';
import { renderDockerfile } from './dockerfile/dockerfile.js';
import { prepareSubject, type Subject } from './dockerfile/subject.js';
import { renderDockerignore } from './dockerignore.js';
import { renderEnvExample } from './env-example.js';
import type { GeneratedFile, Rationale } from './files.js';
import type { Measured } from './measured.js';
import { sign } from './signature.js';
import { loadTemplates, type Render } from './templates.js';

export interface Generated {
  files: GeneratedFile[];
  rationale: Rationale[];
  questions: Question[];
  warnings: string[];
}

export interface GenerateOptions {
  artifacts?: readonly Artifact[];
  /** Instead of the Spec's own. */
  variant?: Variant;
  /** Instead of the compose file that the repository has, or compose.yaml. */
  composeFileName?: string;
  /** What the newest proof measured, for Kubernetes. */
  measured?: Measured;
}

/**
 * The files that follow from a Project and its Spec; the same input gives the same bytes, and nothing is written.
 * @throws Fault where the variant cannot serve the application or a name cannot be written down
 */
export async function generateFiles(project: Project, spec: Spec, options: GenerateOptions = {}): Promise<Generated> {
  if (spec.app.language === 'other')
    throw new Fault(
      'not-supported',
      'The Spec says that the language is another one, and only Python is generated for yet.',
      'Write the Dockerfile by hand; dockwright audit judges it, and dockwright verify proves it.',
    );
  const render = await loadTemplates();
  const subject = prepareSubject(project, spec, options.variant ?? spec.runtime.variant);
  const composeFile = options.composeFileName ?? composeFileOf(project);
  const generated: Generated = {
    files: [],
    rationale: [],
    questions: [...subject.questions],
    warnings: [...subject.warnings],
  };
  for (const artifact of new Set(options.artifacts ?? defaultArtifacts)) {
    const {
      files,
      rationale = [],
      warnings = [],
    } = await renderArtifact(artifact, subject, {
      composeFile,
      render,
      measured: options.measured ?? {},
    });
    generated.files.push(...files);
    generated.rationale.push(...rationale);
    generated.warnings.push(...warnings);
  }
  return generated;
}

interface Surroundings {
  composeFile: string;
  render: Render;
  measured: Measured;
}

interface Rendered {
  files: GeneratedFile[];
  rationale?: Rationale[];
  warnings?: string[];
}

async function renderArtifact(
  artifact: Artifact,
  subject: Subject,
  { composeFile, render, measured }: Surroundings,
): Promise<Rendered> {
  const { project, spec } = subject;
  switch (artifact) {
    case 'dockerfile': {
      const { file, rationale } = renderDockerfile(subject, render);
      return { files: [file], rationale };
    }
    case 'dockerignore': {
      const { file, rationale, warnings } = await renderDockerignore(project, render);
      return { files: [file], rationale, warnings };
    }
    case 'compose': {
      const { content, rationale, warnings } = renderCompose(subject);
      return {
        files: [
          { path: composeFile, content: sign(content) },
          { path: 'compose.dev.yaml', content: sign(renderComposeDev(subject, composeFile)) },
        ],
        rationale: rationale.map((entry) => ({ file: composeFile, ...entry })),
        warnings,
      };
    }
    case 'env':
      return { files: [renderEnvExample(project, spec, render)] };
    case 'ci': {
      const [{ renderWorkflow }, { pipelineOf }] = await Promise.all([
        import('./ci/github-workflow.js'),
        import('./ci/pipeline.js'),
      ]);
      return { files: [renderWorkflow(pipelineOf(project, spec), render)] };
    }
    case 'gitlab': {
      const [{ renderGitlab }, { pipelineOf }] = await Promise.all([
        import('./ci/gitlab-pipeline.js'),
        import('./ci/pipeline.js'),
      ]);
      return { files: [renderGitlab(pipelineOf(project, spec), render)] };
    }
    case 'kubernetes': {
      const { renderKubernetes } = await import('./kubernetes/kubernetes.js');
      return renderKubernetes(subject, measured);
    }
    case 'dependabot': {
      const { renderDependabot } = await import('./updates/dependabot.js');
      return { files: [renderDependabot(subject, render)] };
    }
    case 'renovate': {
      const { renderRenovate } = await import('./updates/renovate.js');
      return { files: [renderRenovate(subject, render)] };
    }
    case 'docs': {
      const { renderGuide } = await import('./guide.js');
      return { files: [renderGuide(subject, composeFile, render)] };
    }
  }
}

/** The name under which Compose finds a file by itself, in its order. */
function composeFileOf({ topLevel }: Project): string {
  return (
    ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'].find((name) =>
      topLevel.includes(name),
    ) ?? 'compose.yaml'
  );
}
