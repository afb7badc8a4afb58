import { mapBounded } from './map-bounded.js';
import { isPlainId, type OsvRecord, recordSchema } from './record.js';
import type { RecordCache } from './record-cache.js';
import { type OsvAccess, OsvFailure, requestJson } from './request.js';

const parallel = 16;

/**
 * The records of ids, from the cache or one by one from /v1/vulns. What OSV does not know (any more), or sends in a form that
 * is not known, is not in the answer.
 * @param wanted ids with the time of their last change, where that is known
 */
export async function fetchRecords(
  access: OsvAccess,
  cache: RecordCache,
  wanted: ReadonlyMap<string, string | null>,
  report: (done: number, total: number) => void,
): Promise<Map<string, OsvRecord>> {
  const ids = [...wanted].filter(([id]) => isPlainId(id));
  let done = 0;
  const pairs = await mapBounded(ids, parallel, async ([id, modified]) => {
    const record = (await cache.read(id, modified)) ?? (await fetchRecord(access, cache, id));
    report(++done, ids.length);
    return [id, record] as const;
  });
  return new Map(pairs.filter((pair): pair is [string, OsvRecord] => pair[1] !== null));
}

async function fetchRecord(access: OsvAccess, cache: RecordCache, id: string): Promise<OsvRecord | null> {
  let value: unknown;
  try {
    value = await requestJson(access, `/v1/vulns/${encodeURIComponent(id)}`);
  } catch (error) {
    if (error instanceof OsvFailure && (error.status === 404 || error.status === 400)) return null;
    throw error;
  }
  const parsed = recordSchema.safeParse(value);
  if (!parsed.success || parsed.data.id !== id) return null;
  await cache.write(id, parsed.data);
  return parsed.data;
}
