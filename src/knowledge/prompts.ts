import { renderPrompt } from '../prompt/render-prompt.js';
import { readWorkflows, type Workflow } from './workflows.js';

export interface Prompt extends Workflow {
  /** Its text without a look at a repository. */
  render(given: Readonly<Record<string, string | undefined>>): string;
}

/** Prompts that the MCP face offers: each is a workflow with what it needs. */
export function listPrompts(): Prompt[] {
  return readWorkflows().map((workflow) => ({ ...workflow, render: (given) => renderPrompt(workflow, given, null) }));
}
