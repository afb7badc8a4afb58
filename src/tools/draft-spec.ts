import * as z from 'zod';
import { specSchema } from '../spec/schema.js';
import { afterDraft, describeDraft } from './describe-draft.js';
import { readProjectAndSpec } from './project-and-spec.js';
import { renderDraft } from './render-draft.js';
import { appName, evidenceSchema, projectPath, questionSchema } from './schemas.js';
import { defineTool } from './tool.js';

const input = z.object({
  path: projectPath,
  app: appName,
  goal: z.string().max(10_000).optional().describe("The user's words"),
  answers: z.record(z.string(), z.string().max(4096)).optional().describe('By question id'),
  write: z.boolean().default(false).describe('Write the file'),
});

const output = z.object({
  spec: specSchema,
  questions: z.array(questionSchema),
  evidence: z.array(evidenceSchema),
  warnings: z.array(z.string()),
  written: z.boolean(),
});

/** Reads a repository and drafts the Spec; writes `container.spec.yaml` only when asked. */
export const draftSpecTool = defineTool({
  name: 'draft_spec',
  title: 'Draft a specification',
  description:
    'Start here to containerize: drafts container.spec.yaml from the repository and the questions only the user can answer. Call again with answers and write: true.',
  input,
  output,
  effects: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  changes: ({ write }) => (write ? 'writes container.spec.yaml' : null),
  command: {
    name: 'spec',
    positional: { input: 'path', label: 'PATH', default: '.' },
    examples: [
      ['dockwright spec .', 'show what was read and the Spec that follows from it'],
      ['dockwright spec . --write --answers health=/status', 'answer a question and write container.spec.yaml'],
    ],
    render: renderDraft,
  },
  async run(request, context) {
    const { project, spec, questions, specText } = await readProjectAndSpec(request, context);
    const { renderSpec, updateSpecText, writeSpecText } = await import('../spec/write-spec.js');
    const { parseSpec } = await import('../spec/read-spec.js');
    let written = false;
    if (request.write) {
      const text = specText === null ? renderSpec(spec) : updateSpecText(specText, parseSpec(specText), spec);
      if (text !== specText) await writeSpecText(project.root, text);
      written = true;
    }
    const output = { spec, questions, evidence: project.evidence, warnings: project.warnings, written };
    const nextSteps = afterDraft(output, request.path, specText !== null);
    return { output, good: true, text: describeDraft(output), nextSteps };
  },
});
