import type { Workflow } from '../knowledge/workflows.js';
import type { GivenArguments } from './given.js';
import { type PromptReader, readRepository } from './read-repository.js';
import { renderPrompt } from './render-prompt.js';

/** A prompt for what the caller gave, with a look at the repository that they named; none where nothing may be read (`reader` null). */
export async function preparePrompt(
  workflow: Workflow,
  given: GivenArguments,
  reader: PromptReader | null,
): Promise<string> {
  const path = given.path?.trim();
  const note =
    reader && path && workflow.questions.length > 0 ? await readRepository(path, workflow, given, reader) : null;
  return renderPrompt(workflow, given, note);
}
