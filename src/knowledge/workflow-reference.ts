import { type QuestionPage, readQuestions } from './questions.js';
import { anyOtherError, readPersona, readVerdicts, type Workflow } from './workflows.js';

/** A workflow as a page without a title. */
export function workflowDocument({ name, description, arguments: known, questions, body }: Workflow): string {
  const open = questions.length > 0 ? ', with what a repository leaves open' : '';
  return [
    `${description}.`,
    body,
    `As a prompt${open}: \`${name}\` over MCP (${known.map((argument) => argument.name).join(', ')}), \`dockwright prompt ${name}\`.`,
  ].join('\n\n');
}

/** A question as a page without a title. */
export function questionDocument({ id, why, answeredBy, default: taken, spec }: QuestionPage): string {
  return [
    why,
    `How the repository may answer: ${answeredBy}`,
    `Taken until someone answers: ${taken}. It sets ${spec.map((path) => `\`${path}\``).join(', ')} of container.spec.yaml; over MCP and on the command line its id is \`${id}\`.`,
  ].join('\n\n');
}

/** A workflow for the skill, with who works, what the answers ask of them, and where to read on. */
export function workflowPage(workflow: Workflow): string {
  const meanings = readVerdicts();
  const verdicts = [...workflow.verdicts, anyOtherError].map((name) => `- \`${name}\`: ${meanings.get(name) ?? ''}`);
  return [
    `# ${workflow.title}`,
    readPersona(),
    `## How you work\n\n${workflowDocument(workflow)}`,
    `## What the answers ask of you\n\n${verdicts.join('\n')}`,
    `Principles that matter here, each in [principles.md](../principles.md): ${workflow.principles.map((id) => `\`${id}\``).join(', ')}.`,
    ...(workflow.questions.length > 0
      ? [
          `Questions that may be open, each in [questions.md](../questions.md): ${workflow.questions.map((id) => `\`${id}\``).join(', ')}.`,
        ]
      : []),
  ]
    .join('\n\n')
    .concat('\n');
}

/** File name of a workflow's page. */
export function workflowFile({ name }: Workflow): string {
  return `${name.replaceAll('_', '-')}.md`;
}

/** Every question, for the skill. */
export function questionReference(): string {
  return [
    '# Questions',
    'What must be known before an image is made. `draft_spec` asks what the repository leaves open; ask nobody what it answers.',
    ...readQuestions().map(
      (question) => `## \`${question.id}\`\n\n${question.question}\n\n${questionDocument(question)}`,
    ),
  ]
    .join('\n\n')
    .concat('\n');
}
