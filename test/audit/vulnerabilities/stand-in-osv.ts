import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in on loopback that speaks api.osv.dev's wire format, and its errors. */
export interface StandInOsv {
  url: string;
  /** Records by id, as /v1/vulns gives them. */
  records: Map<string, Record<string, unknown>>;
  /** Ids by `ECOSYSTEM|NAME|VERSION`. */
  matches: Map<string, string[]>;
  /** How many ids a page has. */
  pageSize: number;
  /** Called first; true where it has answered (or never will) itself. */
  fault: (request: IncomingMessage, response: ServerResponse, body: string) => boolean;
  /** What came in: method and path, and the queries of each batch. */
  seen: string[];
  batches: { package: { name: string; ecosystem: string }; version: string; page_token?: string }[][];
  close(): Promise<void>;
}

const mostQueries = 1000;
/** Names that the real one would call invalid. */
const invalidName = /[<>]/;

export async function standInOsv(): Promise<StandInOsv> {
  const stand: StandInOsv = {
    url: '',
    records: new Map(),
    matches: new Map(),
    pageSize: 1000,
    fault: () => false,
    seen: [],
    batches: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    stand.seen.push(`${request.method} ${request.url}`);
    if (stand.fault(request, response, body)) return;
    const id = /^\/v1\/vulns\/(.+)$/.exec(request.url ?? '')?.[1];
    if (request.method === 'POST' && request.url === '/v1/querybatch') answerBatch(stand, response, body);
    else if (request.method === 'GET' && id) answerRecord(stand, response, decodeURIComponent(id));
    else answer(response, 404, { code: 5, message: 'Not Found' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stand.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return stand;
}

export function answer(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function answerBatch(stand: StandInOsv, response: ServerResponse, body: string): void {
  const { queries } = JSON.parse(body) as { queries: StandInOsv['batches'][number] };
  stand.batches.push(queries);
  const refusal =
    queries.length > mostQueries
      ? 'Too many queries.'
      : queries.some((query) => invalidName.test(query.package.name)) && 'Invalid query.';
  if (refusal) {
    answer(response, 400, { code: 3, message: refusal });
    return;
  }
  const results = queries.map(({ package: { name, ecosystem }, version, page_token }) => {
    const ids = stand.matches.get(`${ecosystem}|${name}|${version}`) ?? [];
    const start = Number(page_token ?? 0);
    const end = start + stand.pageSize;
    const vulns = ids
      .slice(start, end)
      .map((id) => ({ id, modified: stand.records.get(id)?.modified ?? '2026-01-01T00:00:00Z' }));
    return {
      ...(vulns.length > 0 ? { vulns } : {}),
      ...(end < ids.length ? { next_page_token: String(end) } : {}),
    };
  });
  answer(response, 200, { results });
}

function answerRecord(stand: StandInOsv, response: ServerResponse, id: string): void {
  const record = stand.records.get(id);
  if (record) answer(response, 200, record);
  else answer(response, 404, { code: 5, message: 'Bug not found.' });
}
