import * as z from 'zod';
import { broken, call, callForBody } from './call.js';
import { dropBody } from './exchange.js';
import { subjectOf } from './manifests.js';
import { mostPages, nextPage } from './paging.js';
import { isTag } from './reference.js';
import { callTo, type Repository, shownRepository } from './repository.js';
import { deleteScope, pushScope } from './scope.js';

const largestPage = 8 * 1024 * 1024;
const pageSchema = z.object({ tags: z.array(z.string()).nullish() });

/** All tags of a repository, page by page; none for one that does not exist yet. */
export async function listTags(repository: Repository): Promise<string[]> {
  const { registry } = repository;
  const subject = `the tags of ${shownRepository(repository)}`;
  const tags = new Set<string>();
  let path: string | URL | null = 'tags/list?n=1000';
  for (let pages = 0; path !== null; pages += 1) {
    if (pages === mostPages) throw broken(registry.host, `${subject} have no end`);
    const { answer, body } = await callForBody(
      registry,
      callTo(repository, { method: 'GET', path, expects: [200, 404], subject }),
      largestPage,
    );
    if (answer.status === 404) break;
    const known = tags.size;
    for (const tag of readPage(body, registry.host, subject)) tags.add(tag);
    path = nextPage(registry, answer);
    if (path !== null && tags.size === known) throw broken(registry.host, `${subject} go round in a circle`);
  }
  return [...tags];
}

/**
 * Deletes a tag and leaves what it named.
 * @returns false where the registry cannot do that; deleting the manifest would take its other tags with it
 */
export async function deleteTag(repository: Repository, tag: string): Promise<boolean> {
  const answer = await call(
    repository.registry,
    callTo(repository, {
      method: 'DELETE',
      path: `manifests/${tag}`,
      expects: [202, 200, 204, 404, 400, 405],
      scopes: [pushScope(repository.name), deleteScope(repository.name)],
      subject: subjectOf(repository, tag),
      doing: 'deleting',
    }),
  );
  await dropBody(answer);
  return answer.status !== 400 && answer.status !== 405;
}

function readPage(body: Buffer, host: string, subject: string): string[] {
  let page: unknown;
  try {
    page = JSON.parse(body.toString('utf8'));
  } catch {
    page = null;
  }
  const parsed = pageSchema.safeParse(page);
  if (!parsed.success) throw broken(host, `${subject} are no list`);
  return (parsed.data.tags ?? []).filter(isTag);
}
