import { createHash } from 'node:crypto';
import * as z from 'zod';
import { artifacts } from '../generate/artifacts.js';
import { specSchema } from '../spec/schema.js';
import { afterGenerated, describeGenerated } from './describe-generated.js';
import { measuredBefore } from './measured-before.js';
import { readProjectAndSpec } from './project-and-spec.js';
import { renderGenerated } from './render-generated.js';
import { appName, projectPath, questionSchema } from './schemas.js';
import { defineTool } from './tool.js';

const input = z.object({
  path: projectPath,
  app: appName,
  spec: z.record(z.string(), z.unknown()).optional().describe('Instead of the file'),
  variant: z.enum(['slim', 'alpine', 'gunicorn', 'basic']).optional().describe("Instead of the Spec's"),
  artifacts: z.array(z.enum(artifacts)).min(1).optional().describe('Default: the first four'),
  write: z.boolean().default(false).describe('Write the files'),
  overwrite: z.boolean().default(false).describe('Replace edited files'),
  confirm: z.boolean().optional().describe('The user agreed'),
});

const output = z.object({
  spec: specSchema,
  files: z.array(
    z.object({
      path: z.string(),
      action: z.enum(['create', 'unchanged', 'update', 'conflict']),
      content: z.string(),
      diff: z.string().optional(),
    }),
  ),
  rationale: z.array(z.object({ file: z.string(), line: z.number(), principle: z.string(), reason: z.string() })),
  questions: z.array(questionSchema),
  warnings: z.array(z.string()),
  written: z.boolean(),
});

type Output = z.output<typeof output>;

/** Turns the Spec into Dockerfile, .dockerignore, compose.yaml and .env.example; writes only when asked. */
export const generateDockerfileTool = defineTool({
  name: 'generate_dockerfile',
  title: 'Generate the files',
  description:
    'Makes Dockerfile, .dockerignore, compose.yaml, .env.example from container.spec.yaml; shows diffs, write: true writes.',
  input,
  output,
  effects: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  changes: ({ write }) => (write ? 'writes files' : null),
  command: {
    name: 'generate',
    positional: { input: 'path', label: 'PATH', default: '.' },
    hidden: ['confirm'],
    flags: [{ name: 'check', kind: 'boolean', description: 'Write nothing; exit 1 when a file on disk differs' }],
    examples: [
      ['dockwright generate .', 'show the files and what would change'],
      ['dockwright generate . --write', 'write them; a file that someone else changed is left alone'],
      ['dockwright generate . --artifacts ci,dependabot --write', 'a GitHub workflow, and what keeps its pins fresh'],
      ['dockwright generate . --artifacts kubernetes --write', 'a Kustomize base, by what the newest proof measured'],
      ['dockwright generate . --check', 'in CI: fail when the files no longer follow from the Spec'],
    ],
    before: async (request, flags) => (flags.check ? { ...request, write: false } : request),
    after: async (outcome, flags) =>
      flags.check ? { ...outcome, good: outcome.output.files.every(({ action }) => action === 'unchanged') } : outcome,
    render: renderGenerated,
  },
  async run(request, context) {
    const { project, spec, questions, specText } = await readProjectAndSpec(request, context);
    const [{ generateFiles }, { planWrites, writeFiles }] = await Promise.all([
      import('../generate/generate-files.js'),
      import('../generate/write-files.js'),
    ]);
    if (request.variant) spec.runtime.variant = request.variant;
    context.report('generating');
    const generated = await generateFiles(project, spec, {
      ...(request.artifacts ? { artifacts: request.artifacts } : {}),
      ...(request.artifacts?.includes('kubernetes') ? { measured: await measuredBefore(spec) } : {}),
    });
    const files = await planWrites(project.root, generated.files);
    const conflict = files.some(({ action }) => action === 'conflict') && !request.overwrite;
    const replaced = files.filter(({ action }) => action === 'update' || action === 'conflict');
    const written = request.write && !conflict;
    if (replaced.length) {
      const question = { message: describeReplacement(project.root, replaced), binding: bindingOf(replaced) };
      if (written) await context.confirm(question, request.confirm);
      else context.shows?.(question);
    }
    if (written) await writeFiles(project.root, files, { overwrite: request.overwrite });
    const result: Output = {
      spec,
      files,
      rationale: generated.rationale,
      questions: [...questions, ...generated.questions],
      warnings: [
        ...project.warnings,
        ...generated.warnings,
        ...(specText === null && !request.spec ? [draftedSpecWarning] : []),
      ],
      written,
    };
    return {
      output: result,
      good: !conflict,
      text: describeGenerated(result, conflict),
      nextSteps: afterGenerated(result, conflict),
    };
  },
});

const draftedSpecWarning =
  'There is no container.spec.yaml yet; the files follow from a draft of it (dockwright spec --write keeps it).';

function describeReplacement(root: string, files: Output['files']): string {
  return `Replace in ${root}: ${files.map(({ path }) => path).join(', ')}?\n\n${files.map(({ diff }) => diff ?? '').join('\n')}`;
}

function bindingOf(files: Output['files']): string {
  return createHash('sha256')
    .update(JSON.stringify(files.map(({ path, content, diff }) => [path, content, diff])))
    .digest('hex');
}
