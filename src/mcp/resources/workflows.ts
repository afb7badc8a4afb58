import type { PageResource } from './page-resource.js';

/** The workflows behind the prompts, for clients that read resources alone. */
export const workflows: PageResource = {
  folder: 'workflows',
  title: 'A workflow',
  description: 'Which tools to call in which order',
  ids: async () => (await prompts()).map(({ name }) => name),
  listed: async () => (await prompts()).map(({ name, title }) => ({ id: name, title })),
  read: async (id) => (await prompts()).find(({ name }) => name === id)?.render({}) ?? null,
};

async function prompts() {
  return (await import('../../knowledge/prompts.js')).listPrompts();
}
