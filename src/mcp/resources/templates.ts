import type { PageResource } from './page-resource.js';

/** Dockerfiles to start from without a repository: `python-slim`, `python-gunicorn`. */
export const templates: PageResource = {
  folder: 'templates',
  title: 'A Dockerfile to start from',
  description:
    'By language and variant, made by the generator; where there is a repository, generate_dockerfile fits it',
  mimeType: 'text/x-dockerfile',
  ids: async () => (await choices()).map(({ id }) => id),
  listed: async () => (await choices()).map(({ id, language, variant }) => ({ id, title: `${language}, ${variant}` })),
  async read(id) {
    const chosen = (await choices()).find((choice) => choice.id === id);
    if (!chosen) return null;
    const { makeTemplate } = await import('../../generate/make-template.js');
    const activity = { signal: new AbortController().signal, report: () => {} };
    const { files } = await makeTemplate(chosen.language, chosen.variant, activity);
    return files.find(({ path }) => path === 'Dockerfile')?.content ?? null;
  },
};

async function choices() {
  const { templateLanguages, variants } = await import('../../generate/make-template.js');
  return templateLanguages().flatMap((language) =>
    variants.map((variant) => ({ id: `${language}-${variant}`, language, variant })),
  );
}
