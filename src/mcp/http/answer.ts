import type { IncomingMessage, ServerResponse } from 'node:http';

/** Writes an answer of ours; what the client is still sending is not read. */
export async function answer(request: IncomingMessage, response: ServerResponse, given: Response): Promise<void> {
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  if (hasBody) response.setHeader('connection', 'close');
  response.writeHead(given.status, Object.fromEntries(given.headers));
  response.end(Buffer.from(await given.arrayBuffer()));
}

/** What was refused before any message was read, as the protocol says errors. */
export function refusal(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }, { status, headers });
}
