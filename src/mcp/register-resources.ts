import { type McpServer, ProtocolError, ProtocolErrorCode, ResourceTemplate } from '@modelcontextprotocol/server';
import { type LongAnswers, longAnswerTemplate } from '../tools/long-answers.js';
import type { Connection } from './connection.js';

/** What a client can read beside the tools' answers. */
export function registerResources({ server, state }: Connection): void {
  registerLongAnswers(server, state.longAnswers);
}

function registerLongAnswers(server: McpServer, answers: LongAnswers): void {
  server.registerResource(
    'answer',
    new ResourceTemplate(longAnswerTemplate, { list: undefined }),
    { title: 'The whole of a long answer', mimeType: 'application/json' },
    (uri, { id }) => {
      const text = answers.read(String(id));
      if (text === null)
        throw new ProtocolError(
          ProtocolErrorCode.InvalidParams,
          `${uri.href} is not kept (any more); call the tool again.`,
        );
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text }] };
    },
  );
}
