import * as z from 'zod';
import { Fault } from '../fault.js';
import { type CriterionId, criterionIds } from '../spec/schema.js';
import { afterProof, describeProof } from './describe-proof.js';
import { proofSchema as output } from './proof-schema.js';
import { renderProof } from './render-proof.js';
import { appName, projectPath } from './schemas.js';
import { defineTool, type ToolContext } from './tool.js';

const input = z.object({
  path: projectPath,
  app: appName,
  image: z.string().min(1).max(512).optional().describe('Instead of building'),
  criteria: z
    .array(z.enum(criterionIds as [CriterionId, ...CriterionId[]]))
    .optional()
    .describe('Measure these too'),
  keep: z.boolean().default(false).describe('Leave it running'),
  waitSeconds: z.number().min(0).max(3600).optional().describe('Default 50'),
});

/** Builds, runs hardened, and measures each criterion of the Spec on the running container. */
export const verifyImageTool = defineTool({
  name: 'verify_image',
  title: 'Verify an image',
  description: 'Builds, runs hardened, measures each criterion of the Spec. While running, call again.',
  input,
  output,
  effects: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  changes: 'always',
  longWork: {
    running: (_, elapsedMs, last) => ({
      output: {
        image: null,
        dockerfile: '',
        criteria: [],
        verdict: 'running' as const,
        timings: { elapsedMs },
        warnings: [],
      },
      good: true,
      text: `running: ${Math.round(elapsedMs / 1000)} s so far (${last}).`,
      nextSteps: ['Call verify_image with the same arguments, until it is done.'],
    }),
  },
  command: {
    name: 'verify',
    positional: { input: 'path', label: 'PATH', default: '.' },
    hidden: ['waitSeconds'],
    flags: [{ name: 'proof', kind: 'string', value: 'FILE', description: 'Also write the proof (JSON) to FILE' }],
    examples: [
      ['dockwright verify .', 'build, run, measure, print the proof'],
      ['dockwright verify . --criteria reproducible --criteria compose', 'measure more than the Spec asks for'],
      ['dockwright verify . --image shop:1.2.0 --json', 'measure an image that exists'],
    ],
    async after(outcome, flags) {
      if (typeof flags.proof === 'string') {
        const { writeFile } = await import('node:fs/promises');
        await writeFile(flags.proof, `${JSON.stringify(outcome.output, null, 2)}\n`).catch((error: Error) => {
          throw new Fault(
            'write-failed',
            `The proof cannot be written: ${error.message}`,
            'Name a file in a folder that exists.',
          );
        });
      }
      return outcome;
    },
    render: renderProof,
  },
  async run(request, context) {
    const prepared = await prepare(request, context);
    const { verifyImage } = await import('../verify/verify-image.js');
    const result = await verifyImage(
      {
        ...prepared,
        keep: request.keep,
        ...(request.image ? { image: request.image } : {}),
        ...(request.criteria ? { criteria: request.criteria } : {}),
      },
      context,
    );
    const output = { ...result, timings: { ...result.timings } };
    return {
      output,
      good: result.verdict === 'pass',
      text: describeProof(output),
      nextSteps: afterProof(output, request.path),
    };
  },
});

/** Reads the repository and decides which Dockerfile is built: the one on disk if there is one. */
async function prepare(request: z.output<typeof input>, context: ToolContext) {
  const { readOtherLanguage } = await import('./other-language.js');
  const other = await readOtherLanguage(request, context);
  if (other) return other;
  const { readProjectAndSpec } = await import('./project-and-spec.js');
  const { project, spec } = await readProjectAndSpec(request, context);
  const { generateFiles } = await import('../generate/generate-files.js');
  const { readFile } = await import('node:fs/promises');
  const { join } = await import('node:path');
  const generated = await generateFiles(project, spec, {});
  const onDisk = await readFile(join(project.root, 'Dockerfile'), 'utf8').catch(() => null);
  const content = onDisk ?? generated.files.find(({ path }) => path === 'Dockerfile')?.content ?? '';
  return {
    root: project.root,
    spec,
    project,
    dockerfile: { source: onDisk === null ? ('generated' as const) : ('disk' as const), path: 'Dockerfile', content },
    generatedFiles: generated.files,
  };
}
