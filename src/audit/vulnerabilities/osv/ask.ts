import { mapBounded } from './map-bounded.js';
import type { OsvQuery } from './queries.js';
import { batchSchema, isPlainId } from './record.js';
import { type OsvAccess, OsvFailure, requestJson } from './request.js';

/** OSV takes no more in one call. */
const batchSize = 1000;
const parallelBatches = 4;
const mostPages = 100;

export interface OsvMatch {
  query: OsvQuery;
  id: string;
  modified: string | null;
}

export interface OsvAnswer {
  matches: OsvMatch[];
  /** Questions that OSV would not take, one by one. */
  refused: OsvQuery[];
}

interface Asked {
  query: OsvQuery;
  page: string | null;
}

/** Asks in batches and page by page. A batch that is refused for one bad question is divided until that one is found. */
export async function askOsv(access: OsvAccess, queries: readonly OsvQuery[]): Promise<OsvAnswer> {
  const answer: OsvAnswer = { matches: [], refused: [] };
  let asked: Asked[] = queries.map((query) => ({ query, page: null }));
  for (let page = 0; asked.length > 0; page++) {
    if (page === mostPages) throw new OsvFailure('sends page after page without an end');
    const batches = Array.from({ length: Math.ceil(asked.length / batchSize) }, (_, index) =>
      asked.slice(index * batchSize, (index + 1) * batchSize),
    );
    const rest = await mapBounded(batches, parallelBatches, (batch) => askBatch(access, batch, answer));
    asked = rest.flat();
  }
  return answer;
}

/** @returns what has a further page */
async function askBatch(access: OsvAccess, batch: readonly Asked[], answer: OsvAnswer): Promise<Asked[]> {
  const queries = batch.map(({ query: { package: named, version }, page }) => ({
    package: named,
    version,
    ...(page ? { page_token: page } : {}),
  }));
  let results: unknown;
  try {
    results = await requestJson(access, '/v1/querybatch', { queries });
  } catch (error) {
    if (!(error instanceof OsvFailure) || (error.status !== 400 && error.status !== 413)) throw error;
    return divide(access, batch, answer);
  }
  const parsed = batchSchema.safeParse(results);
  if (!parsed.success || parsed.data.results.length !== batch.length)
    throw new OsvFailure('answered in a form that is not known');
  return batch.flatMap((one, index) => {
    const { vulns, next_page_token } = parsed.data.results[index] ?? {};
    for (const { id, modified } of vulns ?? [])
      if (isPlainId(id)) answer.matches.push({ query: one.query, id, modified: modified ?? null });
    return next_page_token ? [{ query: one.query, page: next_page_token }] : [];
  });
}

async function divide(access: OsvAccess, batch: readonly Asked[], answer: OsvAnswer): Promise<Asked[]> {
  if (batch.length === 1) {
    answer.refused.push((batch[0] as Asked).query);
    return [];
  }
  const middle = Math.ceil(batch.length / 2);
  const first = await askBatch(access, batch.slice(0, middle), answer);
  return [...first, ...(await askBatch(access, batch.slice(middle), answer))];
}
