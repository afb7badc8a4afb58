import type { Workflow } from '../knowledge/workflows.js';
import type { GivenArguments } from './given.js';
import { type PromptReader, readRepository } from './read-repository.js';
import { renderPrompt } from './render-prompt.js';

/** A prompt for what the caller gave, with a look at the repository that they named. */
export async function preparePrompt(workflow: Workflow, given: GivenArguments, reader: PromptReader): Promise<string> {
  const path = given.path?.trim();
  const looks = path !== undefined && path !== '' && workflow.questions.length > 0;
  return renderPrompt(workflow, given, looks ? await readRepository(path, workflow, given, reader) : null);
}
