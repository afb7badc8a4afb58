import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { type LongAnswers, longAnswerTemplate } from '../tools/long-answers.js';
import type { Connection } from './connection.js';
import { knowledge } from './resources/knowledge.js';
import { registerPages } from './resources/page-resource.js';
import { proofs } from './resources/proofs.js';
import { attachSkill } from './resources/skill.js';
import { templates } from './resources/templates.js';
import { workflows } from './resources/workflows.js';

/** What a client can read beside the tools' answers. */
export function registerResources({ server, state }: Connection): void {
  for (const pages of [...knowledge, workflows, templates, proofs]) registerPages(server, pages);
  registerSpecSchema(server);
  registerLongAnswers(server, state.longAnswers);
  attachSkill(server);
}

function registerSpecSchema(server: McpServer): void {
  const mimeType = 'application/schema+json';
  const more = { title: 'Schema of container.spec.yaml', description: 'JSON Schema of the specification', mimeType };
  server.registerResource('spec-schema', 'dockwright://spec/schema', more, async ({ href }) => {
    const { specJsonSchema } = await import('../tools/json-schema.js');
    return { contents: [{ uri: href, mimeType, text: JSON.stringify(specJsonSchema(), null, 2) }] };
  });
}

function registerLongAnswers(server: McpServer, answers: LongAnswers): void {
  server.registerResource(
    'answer',
    new ResourceTemplate(longAnswerTemplate, { list: undefined }),
    { title: 'The whole of a long answer', mimeType: 'application/json' },
    (uri, { id }) => {
      const text = answers.read(String(id));
      if (text === null)
        throw new ResourceNotFoundError(uri.href, `${uri.href} is not kept (any more); call the tool again.`);
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text }] };
    },
  );
}
