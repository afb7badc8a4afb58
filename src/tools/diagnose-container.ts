import * as z from 'zod';
import { Fault } from '../fault.js';
import { afterDiagnosis, describeDiagnosis } from './describe-diagnosis.js';
import { type DiagnosisAnswer, diagnosisSchema as output } from './diagnosis-schema.js';
import { renderDiagnosis } from './render-diagnosis.js';
import { defineTool, type ToolContext } from './tool.js';

const input = z.object({
  container: z.string().min(1).max(256).optional().describe('Name, id'),
  project: z.string().min(1).max(256).optional().describe('Or: Compose project'),
  compose: z.string().min(1).max(4096).optional().describe('Or: Compose file'),
  tail: z.number().int().min(1).max(20_000).optional().describe('Log lines'),
  since: z.string().min(1).max(64).optional().describe('10m, or a date'),
  probe: z.boolean().optional().describe('One exec that reads /proc'),
});

type Request = z.output<typeof input>;

/** Names what is wrong with a container or a Compose project, with evidence and what mends it; changes nothing. */
export const diagnoseContainerTool = defineTool({
  name: 'diagnose_container',
  title: 'Diagnose a container',
  description: 'Ranked causes of faults, evidence, remedies.',
  input,
  output,
  effects: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  changes: ({ probe }) => (probe ? 'runs a command in the container' : null),
  command: {
    name: 'diagnose',
    positional: { input: 'container', label: 'CONTAINER', default: '' },
    onUnlessTurnedOff: ['probe'],
    examples: [
      ['dockwright diagnose web', 'what is wrong with it, and what mends it'],
      ['dockwright diagnose web --no-probe', 'without the one look inside that reads /proc'],
      ['dockwright diagnose --project shop', 'every service of a Compose project, the first cause first'],
      ['dockwright diagnose --compose compose.yaml', 'the same, and which services have no container'],
    ],
    async before({ container, probe, ...rest }) {
      // on the command line the look inside is the user's own
      return { ...rest, ...(container === '' ? {} : { container }), probe: probe !== false };
    },
    render: (answer) => renderDiagnosis(answer),
  },
  async run(request, context) {
    const answer = await diagnose(checkRequest(request), context);
    const text = describeDiagnosis(answer);
    return { output: answer, good: answer.verdict === 'healthy', text, nextSteps: afterDiagnosis(answer) };
  },
});

/** A container, or a project by its name, its file or both. */
function checkRequest(request: Request): Request {
  const named = request.container !== undefined;
  const project = request.project !== undefined || request.compose !== undefined;
  if (named !== project) return request;
  throw new Fault(
    'invalid-input',
    named ? 'Both a container and a project were named.' : 'Nothing was named to diagnose.',
    'Name a container, or a Compose project (project) or its file (compose). docker ps -a lists containers.',
  );
}

async function diagnose({ container, project, compose, ...more }: Request, context: ToolContext) {
  const wishes = { ...more, probe: more.probe === true };
  const expected = compose === undefined ? null : await readCompose(compose, project, context);
  const { connectEngine } = await import('../engine/connect.js');
  const engine = await connectEngine();
  if (container === undefined) {
    const { diagnoseProject } = await import('../diagnose/project/diagnose-project.js');
    const subject = expected ?? { name: project as string, services: [] };
    return (await diagnoseProject(engine, subject, wishes, context)) as DiagnosisAnswer;
  }
  const { diagnoseContainer } = await import('../diagnose/diagnose-container.js');
  try {
    return (await diagnoseContainer(engine, container, wishes, context)) as DiagnosisAnswer;
  } catch (error) {
    const { withNearNames } = await import('../diagnose/require-container.js');
    throw await withNearNames(error, engine, container, context.signal);
  }
}

async function readCompose(path: string, project: string | undefined, context: ToolContext) {
  const { readComposeProject } = await import('../diagnose/project/compose-project.js');
  return readComposeProject(await context.resolvePath(path), project);
}
