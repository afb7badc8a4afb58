import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { fromList } from '../completion.js';

/** Pages of one kind, each read by its id; what they need loads when a client first asks. */
export interface PageResource {
  /** `concepts` for `dockwright://concepts/ID`. */
  folder: string;
  title: string;
  description: string;
  mimeType?: string;
  ids(): Promise<readonly string[]>;
  /** What `resources/list` shows; those that are left out are found by completion alone. */
  listed?(): Promise<readonly { id: string; title: string }[]>;
  /** Null where there is none. */
  read(id: string): Promise<string | null>;
}

/** Registers them with listing and completion. */
export function registerPages(server: McpServer, pages: PageResource): void {
  const { folder, title, description, mimeType = 'text/markdown', ids, listed, read } = pages;
  const uriOf = (id: string) => `dockwright://${folder}/${id}`;
  const template = new ResourceTemplate(uriOf('{id}'), {
    list: listed
      ? async () => ({
          resources: (await listed()).map((page) => ({
            uri: uriOf(page.id),
            name: page.id,
            title: page.title,
            mimeType,
          })),
        })
      : undefined,
    complete: { id: fromList(ids) },
  });
  server.registerResource(folder, template, { title, description, mimeType }, async ({ href }, { id }) => {
    const text = await read(String(id));
    if (text === null) throw new ResourceNotFoundError(href);
    return { contents: [{ uri: href, mimeType, text }] };
  });
}
