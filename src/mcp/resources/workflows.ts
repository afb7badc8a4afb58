import { readWorkflows } from '../../knowledge/workflows.js';
import type { PageResource } from './page-resource.js';

/** The workflows behind the prompts, for clients that read resources alone. */
export const workflows: PageResource = {
  folder: 'workflows',
  title: 'A workflow',
  description: 'Which tools to call in which order',
  ids: async () => readWorkflows().map(({ name }) => name),
  listed: async () => readWorkflows().map(({ name, title }) => ({ id: name, title })),
  async read(id) {
    const workflow = readWorkflows().find(({ name }) => name === id);
    if (!workflow) return null;
    const { renderPrompt } = await import('../../prompt/render-prompt.js');
    return renderPrompt(workflow, {}, null);
  },
};
